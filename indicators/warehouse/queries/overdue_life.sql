-- One dossier in every list of a province, oldest first: whether it was in it, and since when.
SELECT
    overdue_steps.step,
    overdue_steps.listed_on,
    overdue_rows.dossier_code IS NOT NULL AS is_listed,
    CASE
        WHEN overdue_rows.dossier_code IS NOT NULL THEN arrival
        WHEN lag(overdue_rows.dossier_code) OVER (ORDER BY overdue_steps.step) IS NOT NULL THEN 'cleared'
    END AS event,
    overdue_days,
    overdue_working_days,
    kind,
    cause,
    status
FROM overdue_steps
LEFT JOIN overdue_rows
    ON overdue_rows.scope = overdue_steps.scope
    AND overdue_rows.step = overdue_steps.step
    AND overdue_rows.dossier_key = $dossier_key
WHERE overdue_steps.scope = $scope
ORDER BY overdue_steps.step
