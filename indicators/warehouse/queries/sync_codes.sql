-- Dossiers that the province's own last list says have not reached the portal, with whether the last list of overdue
-- dossiers has them, and since which of the own lists they have been named so.
WITH
moments AS (
    SELECT *, lag(counted_at) OVER (ORDER BY counted_at) AS previous_at
    FROM (SELECT DISTINCT counted_at FROM own_lists WHERE scope = $scope AND dossiers > 0)
),
named AS (
    SELECT lists.counted_at, lists.counted_at_given, lists.is_demo, previous_at, rows.agency_id, rows.dossier_code,
        rows.dossier_key
    FROM told_own_dossiers AS rows
    JOIN own_lists AS lists USING (list_id)
    JOIN moments ON moments.counted_at = lists.counted_at
    WHERE lists.scope = $scope AND rows.synchronised = false
),
-- A run begins where the list before did not name it.
begun AS (
    SELECT
        named.*,
        lag(counted_at) OVER (PARTITION BY dossier_key ORDER BY counted_at) IS NOT DISTINCT FROM previous_at
        AND previous_at IS NOT NULL AS goes_on
    FROM named
),
lasting AS (
    SELECT dossier_key, max(counted_at) FILTER (NOT goes_on) AS since
    FROM begun
    GROUP BY dossier_key
)
SELECT
    named.agency_id,
    coalesce(agencies.name, named.agency_id) AS agency_name,
    agencies.level,
    named.dossier_code,
    lasting.since,
    overdue.overdue_days,
    overdue.cause,
    named.counted_at,
    named.counted_at_given,
    named.is_demo
FROM named
JOIN lasting USING (dossier_key)
LEFT JOIN overdue_rows AS overdue
    ON overdue.scope = $scope
    AND overdue.dossier_key = named.dossier_key
    AND overdue.step = (SELECT max(step) FROM overdue_steps WHERE scope = $scope)
LEFT JOIN agencies
    ON agencies.agency_id = named.agency_id
    AND vietnam_day(named.counted_at)
    BETWEEN agencies.valid_from AND agencies.valid_to
WHERE named.counted_at = (SELECT max(counted_at) FROM moments)
ORDER BY named.agency_id, named.dossier_code
