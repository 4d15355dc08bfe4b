-- Captures of a scope that carry a node at a level, or without one at any, newest period and capture first; partial are
-- those that lack something of the node there.
SELECT
    captures.capture_id,
    scope,
    period,
    captured_at,
    captured_on,
    captured_at_given,
    is_open,
    is_demo,
    part.capture_id IS NOT NULL AS is_partial,
    list_filter(
        shortfalls,
        lambda one:
            part.capture_id IS NOT NULL
            AND ($level::VARCHAR IS NULL OR coalesce(one.level, $level) = $level)
            AND (one.node IS NULL OR list_contains(made_of.parts, one.node))
    ) AS shortfalls,
    has_provisional_denominators,
    corrected,
    unlike_parts,
    index_version,
    captures.system,
    bases.basis,
    source,
    content_key,
    coalesce(comparable.is_last, false) AS is_last,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM captures
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node = $node
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND comparable.node = $node AND level IS NOT DISTINCT FROM $level::VARCHAR
LEFT JOIN (
    SELECT DISTINCT capture_id FROM partial_nodes WHERE node = $node AND ($level::VARCHAR IS NULL OR level = $level)
) AS part ON part.capture_id = captures.capture_id
LEFT JOIN (
    SELECT index_version, list(part) AS parts FROM node_parts WHERE node = $node GROUP BY ALL
) AS made_of USING (index_version)
WHERE
    scope = $scope
    AND captures.capture_id IN (
        SELECT capture_id
        FROM coverage
        WHERE coverage.node = $node AND ($level::VARCHAR IS NULL OR coverage.level = $level)
    )
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
