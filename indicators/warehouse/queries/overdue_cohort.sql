-- The dossiers of a campaign's own list through the lists after it: by agency, how many are still there. A dossier is
-- the agency's that had it last up to the list asked for; an addressee's, if it was one's when counted or is now.
WITH
counted AS (
    SELECT dossier_key, agency_id
    FROM overdue_rows
    WHERE scope = $scope AND step = $baseline_step
),
cohort AS (
    SELECT dossier_key, arg_max(overdue_rows.agency_id, step) AS agency_id
    FROM overdue_rows
    JOIN counted USING (dossier_key)
    WHERE scope = $scope AND step BETWEEN $baseline_step AND $step
    GROUP BY dossier_key
    HAVING
        $addressees = ''
        OR list_contains(string_split($addressees, '|'), any_value(counted.agency_id))
        OR list_contains(string_split($addressees, '|'), arg_max(overdue_rows.agency_id, step))
),
sizes AS (SELECT agency_id, count(*) AS baseline FROM cohort GROUP BY agency_id),
held AS (
    SELECT
        overdue_rows.step,
        cohort.agency_id,
        count(*) AS remaining,
        count(*) FILTER (cause = 'synchronisation') AS synchronisation
    FROM overdue_rows
    JOIN cohort USING (dossier_key)
    WHERE scope = $scope AND step BETWEEN $baseline_step AND $step
    GROUP BY ALL
)
SELECT
    steps.step,
    steps.listed_on,
    sizes.agency_id,
    coalesce(agencies.name, sizes.agency_id) AS agency_name,
    agencies.level,
    sizes.baseline,
    coalesce(held.remaining, 0) AS remaining,
    coalesce(held.synchronisation, 0) AS synchronisation
FROM overdue_steps AS steps
CROSS JOIN sizes
LEFT JOIN held ON held.step = steps.step AND held.agency_id = sizes.agency_id
LEFT JOIN agencies
    ON agencies.agency_id = sizes.agency_id AND steps.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
WHERE steps.scope = $scope AND steps.step BETWEEN $baseline_step AND $step
ORDER BY steps.step, sizes.baseline DESC, agency_name COLLATE vi
