-- The units of captures that received no dossier: by the nodes whose denominator counts what was received (`is_told`), or,
-- where none tells that, as it seems of those that have points, but none in any of the components that give none where
-- nothing is counted; where there are fewer than so many of these, nothing is said to seem so.
WITH by_unit AS (
    SELECT
        capture_id,
        agency_id,
        max(denominator) FILTER (list_contains($counted::VARCHAR[], node)) AS received,
        bool_and(level <> 'province') AS is_below,
        count(*) FILTER (list_contains($empty::VARCHAR[], node)) AS listed,
        bool_and(score = 0) FILTER (list_contains($empty::VARCHAR[], node)) AS has_none,
        max(score) FILTER (list_contains($components::VARCHAR[], node)) AS most
    FROM decided_observations
    WHERE
        capture_id IN $captures
        -- Of the files in parts only theirs are looked at.
        AND capture_id BETWEEN list_min($captures) AND list_max($captures)
        AND (list_contains($components::VARCHAR[], node) OR list_contains($counted::VARCHAR[], node))
    GROUP BY capture_id, agency_id
)
SELECT capture_id, agency_id AS code, received IS NOT NULL AS is_told
FROM by_unit
WHERE
    received = 0
    OR (
        received IS NULL
        AND is_below
        AND len($empty::VARCHAR[]) >= $fewest
        AND listed = len($empty::VARCHAR[])
        AND has_none
        AND most > 0
    )
