-- Rows of the lists of one moment that were set aside, with their reason and place.
SELECT
    lists.list_id,
    lists.listed_on,
    aside.file,
    aside.sheet,
    aside.row,
    aside.reason,
    aside.dossier_code,
    aside.written
FROM stored_overdue_set_aside AS aside
JOIN overdue_lists AS lists USING (list_id)
WHERE lists.scope = $scope AND lists.listed_at = $listed_at
ORDER BY aside.file, aside.sheet, aside.row
