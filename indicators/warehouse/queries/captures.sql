-- Captures, newest first; of one scope, or of all.
SELECT captures.*, coalesce(comparable.is_last, false) AS is_last
FROM captures
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND level IS NULL AND node IS NULL
WHERE $scope::VARCHAR IS NULL OR scope = $scope
ORDER BY captured_at DESC, content_key DESC
