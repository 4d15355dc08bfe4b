-- By what a province's dossiers are followed: its lists, and who was said to be meant by units that they name.
SELECT
    md5(list((list_id, digest, epoch_us(imported_at)) ORDER BY list_id)::VARCHAR) AS lists,
    (SELECT md5(list((unit, agency_id) ORDER BY unit)::VARCHAR) FROM told_units) AS told
FROM overdue_lists
WHERE scope = $scope
