-- A peer group's values of some nodes, or those of one of its units, over these steps (`trend_steps`), oldest first. A unit
-- without the value is there without it, and one with a value that cannot be right does not count among its peers. The
-- steps are given, so that of the observations only the parts of files with theirs are read.
WITH
steps AS (
    SELECT capture_id, period, period_end, captured_at, captured_on, captured_at_given, source, index_version,
        is_demo, basis, node
    FROM captures
    JOIN comparable USING (capture_id)
    WHERE
        captures.capture_id IN $steps
        -- Once more: that of one side says nothing to DuckDB of the other where there are many.
        AND comparable.capture_id IN $steps
        AND level = $level
        AND node IN $nodes
),
measured AS (
    SELECT
        capture_id,
        agency_id,
        node,
        quality,
        node_value($is_scored, score, measure, denominator) AS value
    FROM decided_observations
    WHERE
        node IN $nodes
        AND level = $level
        AND capture_id IN $steps
        -- Of the files in parts only theirs are looked at.
        AND capture_id BETWEEN list_min($steps) AND list_max($steps)
)
SELECT
    steps.*,
    units.agency_id,
    units.entry_id,
    units.agency_code,
    units.agency_name,
    units.short_name,
    measured.value,
    is_compared(measured.value, measured.quality) AS is_compared,
    coalesce(list_contains(measured.quality, 'corrected'), false) AS is_corrected,
    coalesce(list_contains(measured.quality, 'unlike_parts'), false) AS is_unlike_parts,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM steps
JOIN units ON units.capture_id = steps.capture_id AND units.level = $level
LEFT JOIN measured
    ON measured.capture_id = steps.capture_id AND measured.agency_id = units.agency_id AND measured.node = steps.node
WHERE $agency_id::VARCHAR IS NULL OR units.agency_id = $agency_id
ORDER BY steps.period_end, steps.captured_at, steps.capture_id, units.alphabetical, units.agency_id
