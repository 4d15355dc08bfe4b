-- What is kept of the periods that were judged just now, of which each has a row that says so.
SELECT DISTINCT same_period
FROM new_kinds
UNION ALL BY NAME
SELECT *
FROM awaited_of_kinds
WHERE same_period IN (SELECT same_period FROM new_kinds)
