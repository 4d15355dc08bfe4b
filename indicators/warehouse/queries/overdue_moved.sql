-- The dossiers that came (new or returned), or were cleared, between a province's lists of some days and the list before
-- each: one row for each time, with the list that shows it; of one agency, or of all.
SELECT
    steps.listed_on AS shown_on,
    dossier_code,
    overdue_rows.agency_id,
    coalesce(agencies.name, overdue_rows.agency_id) AS agency_name,
    procedure,
    due_on,
    overdue_rows.cause
FROM overdue_rows
JOIN overdue_steps AS steps
    ON steps.scope = overdue_rows.scope
    -- Who was cleared stands in the earlier list alone.
    AND steps.step = overdue_rows.step + CASE WHEN $event = 'cleared' THEN 1 ELSE 0 END
LEFT JOIN agencies
    ON agencies.agency_id = overdue_rows.agency_id
    AND overdue_rows.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
WHERE
    overdue_rows.scope = $scope
    AND steps.listed_on BETWEEN $first AND $last
    AND CASE WHEN $event = 'cleared' THEN is_cleared_after ELSE arrival IN ('new', 'returned') END
    AND ($agency_id::VARCHAR IS NULL OR overdue_rows.agency_id = $agency_id)
ORDER BY due_on NULLS LAST, dossier_code, shown_on
