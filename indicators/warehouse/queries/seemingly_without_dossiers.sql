-- The units of captures that have points, but none in any of the components that give none where nothing is counted,
-- while the portal tells no count of their dossiers.
WITH
observed AS (
    SELECT *
    FROM decided_observations
    WHERE
        capture_id IN $captures
        -- Of the files in parts only theirs are looked at.
        AND capture_id BETWEEN list_min($captures) AND list_max($captures)
),
told AS (
    SELECT DISTINCT capture_id, agency_id
    FROM observed
    WHERE list_contains($counted, node) AND denominator IS NOT NULL
)
SELECT capture_id, agency_id AS code
FROM observed
ANTI JOIN told USING (capture_id, agency_id)
WHERE
    level <> 'province'
    AND list_contains($components, node)
GROUP BY capture_id, agency_id
HAVING
    count(*) FILTER (list_contains($empty, node)) = len($empty)
    AND bool_and(score = 0) FILTER (list_contains($empty, node))
    AND max(score) > 0
