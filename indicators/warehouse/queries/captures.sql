-- Captures, newest first; of one scope, or of all.
SELECT * FROM captures
WHERE $scope::VARCHAR IS NULL OR scope = $scope
ORDER BY captured_at DESC, content_key DESC
