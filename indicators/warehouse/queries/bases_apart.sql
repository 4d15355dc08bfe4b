-- The nodes (null: the reading as a whole) in which two readings may not be compared, with what each rests on.
SELECT one.node, one.basis, other.basis AS other_basis
FROM bases AS one
JOIN bases AS other ON other.node IS NOT DISTINCT FROM one.node AND other.basis <> one.basis
WHERE one.capture_id = $capture_id AND other.capture_id = $other_id
