-- What users see. Demonstration captures step aside as soon as one real capture is there.
-- A capture is partial where it has fewer agencies or components than an earlier one of the same period:
-- it is kept and can be chosen, but never stands in for the fuller one.
CREATE OR REPLACE TABLE captures AS
WITH visible AS (
    SELECT *
    FROM stored_captures
    WHERE NOT is_demo OR NOT EXISTS (SELECT 1 FROM stored_captures WHERE NOT is_demo)
)
SELECT
    *,
    coalesce(agencies < max(agencies) OVER earlier OR components < max(components) OVER earlier, false)
        AS is_partial
FROM visible
WINDOW earlier AS (
    PARTITION BY scope, period
    ORDER BY captured_at, content_key
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
);

CREATE OR REPLACE VIEW observations AS
SELECT * FROM stored_observations WHERE capture_id IN (SELECT capture_id FROM captures);
