-- Every score of a capture as it was kept, before any correction, and as it is shown, in Vietnamese order of the units.
SELECT kept.agency_id, kept.unit_name, node, kept.score AS kept, decided.score AS shown, index_version
FROM mapped_observations AS kept
JOIN decided_observations AS decided USING (capture_id, agency_id, node)
JOIN stored_captures USING (capture_id)
WHERE capture_id = $capture_id AND kept.score IS NOT NULL
ORDER BY kept.unit_name COLLATE vi, kept.agency_id, node
