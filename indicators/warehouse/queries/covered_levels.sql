-- The levels at which captures of a scope have values.
SELECT DISTINCT coverage.level
FROM coverage
JOIN captures USING (capture_id)
WHERE scope = $scope AND coverage.level IS NOT NULL
