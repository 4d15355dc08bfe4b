-- What was judged once, of the rows of `file_of_judged`: periods, and what is awaited of their kinds of readings.
INSERT INTO awaited_of_kinds BY NAME
SELECT *
FROM file_of_judged
WHERE kind IS NOT NULL AND same_period NOT IN (SELECT same_period FROM judged_periods);

INSERT INTO judged_periods
SELECT DISTINCT same_period
FROM file_of_judged
WHERE same_period NOT IN (SELECT same_period FROM judged_periods);
