-- The units of a capture that have no points in any of these components, where the portal tells no count of dossiers.
SELECT agency_id AS code
FROM decided_observations
WHERE capture_id = $capture_id AND level <> 'province' AND list_contains($components, node)
GROUP BY agency_id
HAVING
    count(*) = len($components)
    AND bool_and(score = 0)
    AND NOT list_contains(
        coalesce(
            (
                SELECT list(counted.agency_id)
                FROM decided_observations AS counted
                WHERE
                    counted.capture_id = $capture_id
                    AND list_contains($counted, counted.node)
                    AND counted.denominator IS NOT NULL
            ),
            []
        ),
        agency_id
    )
