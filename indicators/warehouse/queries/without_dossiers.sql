-- The units of captures that received no dossier, by the nodes whose denominator counts what was received.
SELECT capture_id, agency_id AS code
FROM decided_observations
WHERE capture_id IN $captures AND list_contains($nodes, node) AND denominator IS NOT NULL
GROUP BY capture_id, agency_id
HAVING max(denominator) = 0
