-- Captures of a scope that list a unit, newest period and capture first.
SELECT captures.*
FROM captures
JOIN units USING (capture_id)
WHERE scope = $scope AND agency_id = $agency_id
ORDER BY period_end DESC, period_start, captures.captured_at DESC, content_key DESC
