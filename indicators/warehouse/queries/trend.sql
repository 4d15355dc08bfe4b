-- A peer group's values of one node over comparable captures, oldest first: the successive captures of one open
-- period, or the last capture of every closed period of one kind. Full captures only; a unit without the value is
-- there without it, and one with a value that cannot be right does not count among its peers.
WITH
steps AS (
    SELECT capture_id, period, period_end, captured_at, captured_on, index_version, is_demo
    FROM captures
    WHERE
        scope = $scope
        AND NOT is_partial
        AND capture_id IN (SELECT capture_id FROM coverage WHERE level = $level AND node = $node)
        AND CASE
            WHEN $period::VARCHAR IS NOT NULL THEN is_open AND period = $period
            ELSE NOT is_open AND period_kind = $period_kind
        END
    QUALIFY
        $period::VARCHAR IS NOT NULL
        OR row_number() OVER (PARTITION BY period ORDER BY captured_at DESC, content_key DESC) = 1
),
measured AS (
    SELECT
        capture_id,
        agency_id,
        list_contains(quality, 'above_maximum') AS is_doubtful,
        round(CASE WHEN $is_scored THEN score WHEN denominator IS DISTINCT FROM 0 THEN measure END, 6) AS value
    FROM decided_observations
    WHERE node = $node AND level = $level AND capture_id IN (SELECT capture_id FROM steps)
)
SELECT
    steps.*,
    units.agency_id,
    units.entry_id,
    units.agency_code,
    units.agency_name,
    units.short_name,
    measured.value,
    measured.value IS NOT NULL AND NOT coalesce(is_doubtful, false) AS is_compared
FROM steps
JOIN units ON units.capture_id = steps.capture_id AND units.level = $level
LEFT JOIN measured ON measured.capture_id = steps.capture_id AND measured.agency_id = units.agency_id
ORDER BY steps.period_end, steps.captured_at, steps.capture_id, units.alphabetical, units.agency_id
