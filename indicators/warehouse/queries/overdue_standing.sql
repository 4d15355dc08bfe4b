-- The counts of given nodes at one capture, of every agency of a level.
SELECT observations.agency_id, agency_name, node, numerator, denominator, measure, score
FROM observations
JOIN units ON units.capture_id = observations.capture_id AND units.agency_id = observations.agency_id
WHERE observations.capture_id = $capture_id AND observations.level = $level AND list_contains($nodes, node)
ORDER BY observations.agency_id, node
