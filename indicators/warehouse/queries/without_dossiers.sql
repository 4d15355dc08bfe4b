-- The units of a capture that received no dossier, by the nodes whose denominator counts what was received.
SELECT agency_id AS code
FROM decided_observations
WHERE capture_id = $capture_id AND list_contains($nodes, node) AND denominator IS NOT NULL
GROUP BY agency_id
HAVING max(denominator) = 0
