-- Captures, newest first; of one scope, or of all.
SELECT
    captures.*,
    bases.basis,
    coalesce(comparable.is_last, false) AS is_last,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM captures
JOIN bases ON bases.capture_id = captures.capture_id AND bases.node IS NULL
LEFT JOIN comparable
    ON comparable.capture_id = captures.capture_id AND level IS NULL AND comparable.node IS NULL
WHERE $scope::VARCHAR IS NULL OR scope = $scope
ORDER BY captured_at DESC, content_key DESC
