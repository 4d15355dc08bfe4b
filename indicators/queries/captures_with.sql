-- Captures of a scope that carry a node at a level, newest period and capture first.
SELECT captures.*
FROM captures
JOIN coverage USING (capture_id)
WHERE scope = $scope AND coverage.level = $level AND node = $node
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
