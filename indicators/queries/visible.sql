-- What users see. The demonstration steps aside as soon as one real capture or list is there.
CREATE OR REPLACE TABLE captures AS
WITH real_data AS (
    SELECT count(*) > 0 AS is_there
    FROM (SELECT is_demo FROM stored_captures UNION ALL SELECT is_demo FROM stored_overdue_lists)
    WHERE NOT is_demo
)
SELECT stored_captures.*
FROM stored_captures, real_data
WHERE NOT is_demo OR NOT is_there;

CREATE OR REPLACE TABLE overdue_lists AS
WITH real_data AS (
    SELECT count(*) > 0 AS is_there
    FROM (SELECT is_demo FROM stored_captures UNION ALL SELECT is_demo FROM stored_overdue_lists)
    WHERE NOT is_demo
)
SELECT stored_overdue_lists.*
FROM stored_overdue_lists, real_data
WHERE NOT is_demo OR NOT is_there;

CREATE OR REPLACE TABLE own_lists AS
WITH real_data AS (
    SELECT count(*) > 0 AS is_there
    FROM (SELECT is_demo FROM stored_captures UNION ALL SELECT is_demo FROM stored_overdue_lists)
    WHERE NOT is_demo
)
SELECT stored_own_lists.*
FROM stored_own_lists, real_data
WHERE NOT is_demo OR NOT is_there;

CREATE OR REPLACE VIEW observations AS
SELECT * FROM stored_observations WHERE capture_id IN (SELECT capture_id FROM captures);
