-- The dossiers of one list, the longest overdue first; each condition may be left out.
SELECT
    dossier_key,
    dossier_code,
    overdue_rows.agency_id,
    coalesce(agencies.name, overdue_rows.agency_id) AS agency_name,
    handler_id,
    procedure,
    field,
    accepted_on,
    due_on,
    overdue_days,
    overdue_working_days,
    age_band,
    overdue_rows.kind,
    overdue_rows.cause,
    entered_causes.entered_by AS cause_by,
    entered_causes.entered_at AS cause_at,
    entered_causes.reason AS cause_reason,
    status,
    arrival,
    first_steps.listed_on AS first_listed_on,
    told_on,
    count(*) OVER () AS in_all
FROM overdue_rows
JOIN overdue_steps AS first_steps
    ON first_steps.scope = overdue_rows.scope AND first_steps.step = overdue_rows.first_step
LEFT JOIN entered_causes USING (dossier_key)
LEFT JOIN agencies
    ON agencies.agency_id = overdue_rows.agency_id
    AND overdue_rows.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
WHERE
    overdue_rows.scope = $scope
    AND overdue_rows.step = $step
    AND ($agency_id::VARCHAR IS NULL OR overdue_rows.agency_id = $agency_id)
    AND ($age_band::INTEGER IS NULL OR age_band = $age_band)
    AND ($procedure::VARCHAR IS NULL OR procedure = $procedure)
    AND ($field::VARCHAR IS NULL OR field = $field)
    AND ($cause::VARCHAR IS NULL OR overdue_rows.cause = $cause)
    AND ($kind::VARCHAR IS NULL OR overdue_rows.kind = $kind)
ORDER BY overdue_days DESC NULLS LAST, dossier_code
LIMIT $most
