-- Captures of a scope that list a unit, newest period and capture first.
SELECT captures.*, bases.basis, coalesce(comparable.is_last, false) AS is_last
FROM captures
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node IS NULL
JOIN units ON units.capture_id = captures.capture_id
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND comparable.level IS NULL AND comparable.node IS NULL
WHERE scope = $scope AND agency_id = $agency_id
ORDER BY period_end DESC, period_start, captures.captured_at DESC, content_key DESC
