-- The units of captures that received no dossier, by the nodes whose denominator counts what was received.
SELECT capture_id, agency_id AS code
FROM decided_observations
WHERE
    capture_id IN $captures
    -- Of the files in parts only theirs are looked at.
    AND capture_id BETWEEN list_min($captures) AND list_max($captures)
    AND list_contains($nodes, node)
    AND denominator IS NOT NULL
GROUP BY capture_id, agency_id
HAVING max(denominator) = 0
