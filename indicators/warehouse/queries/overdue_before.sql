-- How many dossiers each agency has in the province's list before a moment, real or demonstration; cheaply, for it asks
-- nothing of how dossiers lived. Nothing where files of the moment itself are kept. Lists of some agencies only are passed
-- over, and of a list of one kind those of the other.
WITH
before AS (
    SELECT list_id, listed_at
    FROM overdue_lists
    WHERE scope = $scope AND is_demo = $is_demo AND listed_at <= $listed_at AND (dossiers > 0 OR counts = 0)
        AND is_part IS NOT TRUE
        AND (kind IS NULL OR $kind::VARCHAR IS NULL OR kind = $kind)
    QUALIFY listed_at = max(listed_at) OVER ()
)
SELECT kept.agency_id, coalesce(any_value(agencies.name), kept.agency_id) AS agency_name, count(*) AS dossiers
FROM told_overdue_dossiers AS kept
JOIN before USING (list_id)
LEFT JOIN agencies
    ON agencies.agency_id = kept.agency_id
    AND vietnam_day(before.listed_at) BETWEEN agencies.valid_from AND agencies.valid_to
WHERE before.listed_at < $listed_at AND is_standing(kept.status) AND ($kind::VARCHAR IS NULL OR kept.kind = $kind)
GROUP BY kept.agency_id
ORDER BY dossiers DESC, agency_name COLLATE vi
