-- The last counts, up to a day, that lists give agencies without naming the dossiers, and beside them how many dossiers
-- of each are in the list of the same day, where there is one. Of several lists of one moment the last brought stands.
WITH
told AS (
    SELECT lists.listed_on, lists.listed_at, lists.listed_at_given, lists.is_demo, counts.agency_id, counts.overdue
    FROM told_overdue_counts AS counts
    JOIN overdue_lists AS lists USING (list_id)
    WHERE lists.scope = $scope AND ($as_of::DATE IS NULL OR lists.listed_on <= $as_of)
    QUALIFY
        lists.listed_at = max(lists.listed_at) OVER ()
        AND row_number() OVER (PARTITION BY counts.agency_id ORDER BY imported_at DESC, content_key DESC, row) = 1
),
last_step AS (
    SELECT step
    FROM overdue_steps
    WHERE scope = $scope AND listed_on = (SELECT any_value(listed_on) FROM told)
    ORDER BY step DESC
    LIMIT 1
),
listed AS (
    SELECT agency_id, count(*) AS dossiers
    FROM overdue_rows
    WHERE scope = $scope AND step = (SELECT step FROM last_step)
    GROUP BY agency_id
)
SELECT
    told.listed_on,
    told.listed_at,
    told.listed_at_given,
    told.is_demo,
    told.agency_id,
    coalesce(agencies.name, told.agency_id) AS agency_name,
    told.overdue,
    -- With a list of that day an agency without a dossier in it has none; without a list nothing is known.
    CASE WHEN (SELECT count(*) FROM last_step) > 0 THEN coalesce(listed.dossiers, 0) END AS dossiers
FROM told
LEFT JOIN listed ON listed.agency_id = told.agency_id
LEFT JOIN agencies
    ON agencies.agency_id = told.agency_id AND told.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
ORDER BY told.overdue DESC, agency_name COLLATE vi
