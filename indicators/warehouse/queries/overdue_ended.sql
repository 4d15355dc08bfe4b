-- The dossiers of the lists of one moment that are no backlog, for they are finished, withdrawn, refused or paused, those
-- that were finished the latest first; days are of the calendar, as days overdue are.
WITH
ended AS (
    SELECT dossier_code, agency_id, status, vietnam_day(due_at) AS due_on, vietnam_day(finished_at) AS finished_on
    FROM told_overdue_dossiers
    JOIN overdue_lists AS lists USING (list_id)
    WHERE lists.scope = $scope AND lists.listed_at = $listed_at
    QUALIFY
        row_number() OVER (PARTITION BY dossier_key ORDER BY lists.imported_at DESC, lists.content_key DESC) = 1
)
SELECT
    dossier_code,
    ended.agency_id,
    coalesce(agencies.name, ended.agency_id) AS agency_name,
    status,
    due_on,
    finished_on,
    -- What was finished in time was not late.
    CASE WHEN status = 'finished' THEN greatest(finished_on - due_on, 0) END::INTEGER AS days_late
FROM ended
LEFT JOIN agencies
    ON agencies.agency_id = ended.agency_id
    AND vietnam_day($listed_at::TIMESTAMPTZ) BETWEEN agencies.valid_from AND agencies.valid_to
WHERE NOT is_standing(status)
ORDER BY days_late DESC NULLS LAST, status, dossier_code
