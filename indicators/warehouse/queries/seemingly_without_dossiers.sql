-- The units of a capture that have points, but none in any of the components that give none where nothing is counted,
-- while the portal tells no count of their dossiers.
WITH
told AS (
    SELECT DISTINCT agency_id
    FROM decided_observations
    WHERE capture_id = $capture_id AND list_contains($counted, node) AND denominator IS NOT NULL
)
SELECT agency_id AS code
FROM decided_observations
WHERE
    capture_id = $capture_id
    AND level <> 'province'
    AND list_contains($components, node)
    AND agency_id NOT IN (SELECT agency_id FROM told)
GROUP BY agency_id
HAVING
    count(*) FILTER (list_contains($empty, node)) = len($empty)
    AND bool_and(score = 0) FILTER (list_contains($empty, node))
    AND max(score) > 0
