-- Every break that is known, of `breaks.csv` and entered by people, and those of them that stand: nobody withdrew them.
CREATE OR REPLACE TABLE known_breaks AS
SELECT *, true AS is_shipped, NULL::TIMESTAMPTZ AS entered_at
FROM breaks_of_file
UNION ALL BY NAME
SELECT * EXCLUDE (attempt, sequence, ordinal, reason), reason AS reason_vi, '' AS reason_en, false AS is_shipped
FROM stored_breaks;

CREATE OR REPLACE TABLE breaks AS
SELECT *
FROM known_breaks
WHERE break_id NOT IN (SELECT subject_id FROM standing_decisions WHERE kind = 'withdrawal');
