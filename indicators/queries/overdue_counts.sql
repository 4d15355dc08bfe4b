-- Counts that lists give agencies without naming the dossiers, newest list first.
SELECT
    lists.list_id,
    lists.listed_on,
    counts.agency_id,
    coalesce(agencies.name, counts.agency_id) AS agency_name,
    counts.overdue
FROM stored_overdue_counts AS counts
JOIN overdue_lists AS lists USING (list_id)
LEFT JOIN agencies
    ON agencies.agency_id = counts.agency_id AND lists.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
WHERE lists.scope = $scope
ORDER BY lists.listed_at DESC, counts.overdue DESC, agency_name COLLATE vi
