-- Captures of a scope that carry each of some nodes at each of some levels, or without one at any, newest period and capture
-- first; partial are those that lack something of the node there.
WITH
asked AS (
    SELECT node, level
    FROM (SELECT unnest($nodes) AS node)
    CROSS JOIN (SELECT unnest($levels::VARCHAR[]) AS level)
),
carrying AS (
    SELECT DISTINCT capture_id, asked.node, asked.level
    FROM coverage
    JOIN asked ON asked.node = coverage.node AND (asked.level IS NULL OR asked.level = coverage.level)
),
partial AS (
    SELECT DISTINCT capture_id, asked.node, asked.level
    FROM partial_nodes
    JOIN asked ON asked.node = partial_nodes.node AND (asked.level IS NULL OR asked.level = partial_nodes.level)
),
made_of AS (
    SELECT index_version, node, list(part) AS parts
    FROM node_parts
    WHERE node IN $nodes
    GROUP BY ALL
)
SELECT
    carrying.node,
    carrying.level,
    captures.capture_id,
    scope,
    period,
    captured_at,
    captured_on,
    captured_at_given,
    is_open,
    is_demo,
    partial.capture_id IS NOT NULL AS is_partial,
    list_filter(
        shortfalls,
        lambda one:
            partial.capture_id IS NOT NULL
            AND (carrying.level IS NULL OR coalesce(one.level, carrying.level) = carrying.level)
            AND (one.node IS NULL OR list_contains(made_of.parts, one.node))
    ) AS shortfalls,
    has_provisional_denominators,
    corrected,
    unlike_parts,
    captures.index_version,
    captures.system,
    bases.basis,
    source,
    content_key,
    last_readings.capture_id IS NOT NULL AS is_last,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM captures
JOIN carrying ON carrying.capture_id = captures.capture_id
-- Which nodes is told once more: of many captures this view would be made of all with all their nodes.
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node = carrying.node AND bases.node IN $nodes
LEFT JOIN last_readings
    ON last_readings.capture_id = captures.capture_id
    AND last_readings.node = carrying.node
    AND last_readings.level IS NOT DISTINCT FROM carrying.level
LEFT JOIN partial
    ON partial.capture_id = captures.capture_id
    AND partial.node = carrying.node
    AND partial.level IS NOT DISTINCT FROM carrying.level
LEFT JOIN made_of ON made_of.index_version = captures.index_version AND made_of.node = carrying.node
WHERE scope = $scope
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
