-- Captures of a scope that carry a node at a level, newest period and capture first.
SELECT
    capture_id,
    scope,
    period,
    captured_at,
    captured_on,
    captured_at_given,
    is_open,
    is_demo,
    is_partial,
    index_version,
    source,
    content_key
FROM captures
JOIN coverage USING (capture_id)
WHERE scope = $scope AND coverage.level = $level AND node = $node
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
