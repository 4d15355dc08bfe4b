-- Captures of a scope that list a unit, newest period and capture first; partial are those that lack something at its
-- level.
SELECT
    captures.* REPLACE (
        part.capture_id IS NOT NULL AS is_partial,
        list_filter(
            shortfalls, lambda one: part.capture_id IS NOT NULL AND coalesce(one.level, units.level) = units.level
        ) AS shortfalls
    ),
    bases.basis,
    coalesce(comparable.is_last, false) AS is_last,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM captures
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node IS NULL
JOIN units ON units.capture_id = captures.capture_id
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND comparable.level = units.level AND comparable.node IS NULL
LEFT JOIN (SELECT DISTINCT capture_id, level FROM partial_nodes) AS part
    ON part.capture_id = captures.capture_id AND part.level = units.level
WHERE scope = $scope AND agency_id = $agency_id
ORDER BY period_end DESC, period_start, captures.captured_at DESC, content_key DESC
