-- Every score of a capture as it was kept, before any correction, in Vietnamese order of the units.
SELECT agency_id, unit_name, node, score AS kept, index_version
FROM mapped_observations
JOIN stored_captures USING (capture_id)
WHERE capture_id = $capture_id AND score IS NOT NULL
ORDER BY unit_name COLLATE vi, agency_id
