-- Readings that arrive, beside those of their periods that are shown, under the agencies that people said their units are.
CREATE OR REPLACE TABLE captures AS
WITH arriving AS (SELECT *, least(period_end, captured_on) AS values_day FROM arriving_captures)
SELECT * EXCLUDE (is_partial, shortfalls, has_provisional_denominators, corrected, unlike_parts)
FROM captures
-- The demonstration steps aside for real readings.
WHERE (scope, period, is_demo) IN (SELECT (scope, period, is_demo) FROM arriving)
UNION ALL BY NAME
SELECT * FROM arriving WHERE (captured_at, content_key) NOT IN (SELECT (captured_at, content_key) FROM captures);

CREATE OR REPLACE VIEW decided_arriving AS
SELECT
    arriving.* REPLACE (
        coalesce(mappings.agency_id, arriving.agency_id) AS agency_id,
        coalesce(arriving.level, mappings.level) AS level,
        CASE
            WHEN mappings.agency_id IS NULL THEN quality
            ELSE list_filter(quality, lambda flag: flag <> 'unrecognised_agency')
        END AS quality
    )
FROM arriving_observations AS arriving
LEFT JOIN (SELECT *, count(*) OVER (PARTITION BY seen_id) = 1 AS is_only FROM mappings) AS mappings
    ON mappings.seen_id = arriving.agency_id
    AND (mappings.level = arriving.level OR (arriving.level IS NULL AND mappings.is_only));
