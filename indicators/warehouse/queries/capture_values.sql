-- Every score of a capture, by agency and node; the unit's name as that capture writes it.
SELECT agency_id, unit_name, level, node, score
FROM observations
WHERE capture_id = $capture_id AND score IS NOT NULL
