-- Units of a province's lists and own counts that the register does not hold and nobody was said to be, with how many
-- lists name them and when; a list tells a code or a name, and no level.
SELECT
    unit AS seen_id,
    NULL::VARCHAR AS level,
    CASE WHEN starts_with(unit, $scope || '.') THEN unit END AS unit_code,
    unit AS unit_name,
    0 AS captures,
    count(DISTINCT list_id) AS lists,
    min(moment) AS first_seen,
    max(moment) AS last_seen
FROM (
    SELECT list_id, listed_at AS moment, unnest(unrecognised) AS unit FROM overdue_lists WHERE scope = $scope
    UNION ALL
    SELECT list_id, counted_at, unnest(unrecognised) FROM own_lists WHERE scope = $scope
)
WHERE unit NOT IN (SELECT unit FROM told_units)
GROUP BY unit
ORDER BY lists DESC, unit COLLATE vi
