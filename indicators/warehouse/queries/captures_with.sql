-- Captures of a scope that carry a node at a level, or without one at any, newest period and capture first.
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
WHERE
    scope = $scope
    AND capture_id IN (
        SELECT capture_id
        FROM coverage
        WHERE node = $node AND ($level::VARCHAR IS NULL OR coverage.level = $level)
    )
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
