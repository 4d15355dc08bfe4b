-- Captures of a scope that carry a node at a level, or without one at any, newest period and capture first.
SELECT
    captures.capture_id,
    scope,
    period,
    captured_at,
    captured_on,
    captured_at_given,
    is_open,
    is_demo,
    is_partial,
    has_provisional_denominators,
    index_version,
    captures.system,
    bases.basis,
    source,
    content_key,
    coalesce(comparable.is_last, false) AS is_last
FROM captures
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node = $node
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND comparable.node = $node AND level IS NOT DISTINCT FROM $level::VARCHAR
WHERE
    scope = $scope
    AND captures.capture_id IN (
        SELECT capture_id
        FROM coverage
        WHERE coverage.node = $node AND ($level::VARCHAR IS NULL OR coverage.level = $level)
    )
ORDER BY period_end DESC, period_start, captured_at DESC, content_key DESC
