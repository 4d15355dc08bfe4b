-- The successive lists of a province, oldest first, up to a day, with how many dossiers stand at each and how
-- many of them stand by an earlier list, for it tells nothing of them.
SELECT
    step,
    listed_at,
    listed_on,
    listed_at_given,
    is_demo,
    set_aside,
    (
        SELECT count(*)
        FROM overdue_rows
        WHERE
            overdue_rows.scope = overdue_steps.scope
            AND overdue_rows.step = overdue_steps.step
            AND overdue_rows.told_on < overdue_steps.listed_on
    ) AS carried,
    (
        SELECT count(*)
        FROM overdue_rows
        WHERE overdue_rows.scope = overdue_steps.scope AND overdue_rows.step = overdue_steps.step
    ) AS dossiers,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
FROM overdue_steps
WHERE scope = $scope AND ($as_of::DATE IS NULL OR listed_on <= $as_of)
ORDER BY step
