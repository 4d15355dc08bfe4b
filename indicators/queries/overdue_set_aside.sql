-- Rows of a province's lists that were set aside, with their reason and place, newest list first.
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
WHERE lists.scope = $scope AND ($list_id::VARCHAR IS NULL OR list_id = $list_id)
ORDER BY lists.listed_at DESC, aside.file, aside.sheet, aside.row
