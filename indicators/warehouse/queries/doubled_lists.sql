-- When lists came that count a unit and an agency side by side: mapping one to the other would give it two counts.
SELECT listed_at AS moment
FROM overdue_lists
WHERE
    list_id IN (SELECT list_id FROM told_overdue_counts WHERE agency_id = $seen_id)
    AND list_id IN (SELECT list_id FROM told_overdue_counts WHERE agency_id = $agency_id)
UNION
SELECT counted_at
FROM own_lists
JOIN told_own_counts AS unit USING (list_id)
JOIN told_own_counts AS agency USING (list_id, period, measure)
WHERE unit.agency_id = $seen_id AND agency.agency_id = $agency_id
ORDER BY moment
