-- So many captures of the store whose outline is not kept yet.
SELECT capture_id, coalesce(digest, '') AS digest
FROM stored_captures
WHERE (capture_id, coalesce(digest, '')) NOT IN (SELECT (capture_id, digest) FROM kept_outlines)
ORDER BY capture_id
LIMIT $most
