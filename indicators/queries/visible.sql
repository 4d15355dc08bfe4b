-- What users see. Demonstration captures step aside as soon as one real capture is there.
CREATE OR REPLACE TABLE captures AS
SELECT *
FROM stored_captures
WHERE NOT is_demo OR NOT EXISTS (SELECT 1 FROM stored_captures WHERE NOT is_demo);

CREATE OR REPLACE VIEW observations AS
SELECT * FROM stored_observations WHERE capture_id IN (SELECT capture_id FROM captures);
