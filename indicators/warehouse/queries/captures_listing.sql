-- Captures of a scope that list a unit, newest period and capture first.
SELECT captures.*, coalesce(comparable.is_last, false) AS is_last
FROM captures
JOIN units USING (capture_id)
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND comparable.level IS NULL AND node IS NULL
WHERE scope = $scope AND agency_id = $agency_id
ORDER BY period_end DESC, period_start, captures.captured_at DESC, content_key DESC
