-- What the province counted itself; counts without a measure are of the dossiers received.
SELECT DISTINCT coalesce(measure, 'received') AS measure
FROM stored_own_counts
JOIN own_lists USING (list_id)
WHERE scope = $scope
ORDER BY measure
