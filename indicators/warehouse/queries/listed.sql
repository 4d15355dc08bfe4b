-- Asked at every choice and every ranking, so made once for each version of the store.

-- Which capture has how many values of a node at a level.
CREATE OR REPLACE TABLE coverage AS
SELECT capture_id, level, node, count(coalesce(score, measure)) AS known
FROM observations
GROUP BY ALL
HAVING known > 0;

-- The units each capture lists, whether or not it has values for them, as the register knew them on its day.
CREATE OR REPLACE TABLE units AS
WITH listed AS (
    SELECT
        capture_id,
        level,
        agency_id,
        any_value(unit_code) AS unit_code,
        bool_or(list_contains(quality, 'unrecognised_agency')) AS is_unrecognised
    FROM observations
    GROUP BY ALL
)
SELECT
    listed.* EXCLUDE (unit_code),
    coalesce(agencies.portal_code, unit_code) AS agency_code,
    agencies.entry_id,
    agencies.name AS agency_name,
    agencies.short_name,
    rank() OVER (ORDER BY agencies.sort_name COLLATE vi) AS alphabetical,
    captures.captured_at
FROM listed
JOIN captures ON captures.capture_id = listed.capture_id
JOIN agencies
    ON agencies.agency_id = listed.agency_id
    AND captures.values_day BETWEEN agencies.valid_from AND agencies.valid_to
ORDER BY ALL;
