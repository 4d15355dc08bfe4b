-- Between each list and the one before it: before + new + returned - cleared = after; in all or by agency.
WITH
held AS (
    SELECT
        step,
        CASE WHEN $by_agency THEN agency_id END AS agency_id,
        count(*) AS dossiers,
        count(*) FILTER (arrival = 'new') AS new,
        count(*) FILTER (arrival = 'returned') AS returned,
        count(*) FILTER (is_cleared_after) AS cleared_after
    FROM overdue_rows
    WHERE scope = $scope AND ($agency_id::VARCHAR IS NULL OR agency_id = $agency_id)
    GROUP BY ALL
),
steps AS (
    SELECT step, listed_on, lag(listed_on) OVER (ORDER BY step) AS previous_on
    FROM overdue_steps
    WHERE scope = $scope
),
-- An agency without a dossier in a list has none there, and is not missing.
cells AS (
    SELECT steps.*, parts.agency_id
    FROM steps, (SELECT DISTINCT agency_id FROM held) AS parts
    WHERE steps.step > 1 AND ($as_of::DATE IS NULL OR listed_on <= $as_of)
)
SELECT
    cells.step,
    cells.previous_on,
    cells.listed_on,
    cells.agency_id,
    coalesce(earlier.dossiers, 0) AS before,
    coalesce(later.new, 0) AS new,
    coalesce(later.returned, 0) AS returned,
    coalesce(earlier.cleared_after, 0) AS cleared,
    coalesce(later.dossiers, 0) AS after
FROM cells
LEFT JOIN held AS earlier
    ON earlier.step = cells.step - 1 AND earlier.agency_id IS NOT DISTINCT FROM cells.agency_id
LEFT JOIN held AS later ON later.step = cells.step AND later.agency_id IS NOT DISTINCT FROM cells.agency_id
ORDER BY cells.step, cells.agency_id
