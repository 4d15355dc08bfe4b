-- Between each list and the one before it: before + first + new + returned + taken_over - cleared - handed_over = after;
-- in all or by agency. `first` are those of which no list told before; what one agency hands over another takes over.
WITH
held AS (
    SELECT
        step,
        CASE WHEN $by_agency THEN agency_id END AS agency_id,
        count(*) AS dossiers,
        count(*) FILTER (arrival = 'first') AS first,
        count(*) FILTER (arrival = 'new') AS new,
        count(*) FILTER (arrival = 'returned') AS returned,
        count(*) FILTER (is_from_another) AS taken_over,
        count(*) FILTER (is_to_another) AS handed_over_after,
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
    coalesce(later.first, 0) AS first,
    coalesce(later.new, 0) AS new,
    coalesce(later.returned, 0) AS returned,
    coalesce(later.taken_over, 0) AS taken_over,
    coalesce(earlier.cleared_after, 0) AS cleared,
    coalesce(earlier.handed_over_after, 0) AS handed_over,
    coalesce(later.dossiers, 0) AS after
FROM cells
LEFT JOIN held AS earlier
    ON earlier.step = cells.step - 1 AND earlier.agency_id IS NOT DISTINCT FROM cells.agency_id
LEFT JOIN held AS later ON later.step = cells.step AND later.agency_id IS NOT DISTINCT FROM cells.agency_id
ORDER BY cells.step, cells.agency_id
