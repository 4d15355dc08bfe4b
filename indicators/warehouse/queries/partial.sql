-- A capture is partial where it has fewer agencies or components than earlier ones of the same period had: it is
-- kept and can be chosen, but never stands in for a fuller one. An agency that has ended since is not missed,
-- nor one that a merger made another entry of the register.
CREATE OR REPLACE TABLE captures AS
WITH
dated AS (
    SELECT *, values_day AS day, (captured_at, content_key) AS moment FROM captures
),
had AS (
    SELECT scope, period, capture_id, moment, entry_id, valid_to, observations.level, node
    FROM observations
    JOIN dated USING (capture_id)
    JOIN agencies
        ON agencies.agency_id = observations.agency_id AND day BETWEEN valid_from AND valid_to
    WHERE score IS NOT NULL AND node IN (SELECT node FROM nodes WHERE is_counted)
),
-- What was seen first when; an order of its own, so that two captures of one moment do not miss each other's.
agencies_seen AS (
    SELECT scope, period, entry_id, valid_to, min(moment) AS since
    FROM had
    GROUP BY ALL
),
components_seen AS (
    SELECT scope, period, level, node, min(moment) AS since
    FROM had
    GROUP BY ALL
),
expected_agencies AS (
    SELECT dated.capture_id, count(DISTINCT entry_id) AS expected
    FROM dated
    JOIN agencies_seen USING (scope, period)
    WHERE since < moment AND day <= valid_to
    GROUP BY ALL
),
expected_components AS (
    SELECT dated.capture_id, count(DISTINCT (components_seen.level, node)) AS expected
    FROM dated
    JOIN components_seen USING (scope, period)
    JOIN (SELECT DISTINCT level, valid_from, valid_to FROM agencies) AS peers
        ON peers.level = components_seen.level AND day BETWEEN peers.valid_from AND peers.valid_to
    WHERE since < moment
    GROUP BY ALL
),
has AS (
    SELECT capture_id, count(DISTINCT entry_id) AS agencies, count(DISTINCT (level, node)) AS components
    FROM had
    GROUP BY ALL
)
SELECT
    captures.*,
    coalesce(has.agencies, 0) < coalesce(expected_agencies.expected, 0)
    OR coalesce(has.components, 0) < coalesce(expected_components.expected, 0) AS is_partial,
    provisional.capture_id IS NOT NULL AS has_provisional_denominators
FROM captures
LEFT JOIN (
    SELECT DISTINCT capture_id
    FROM observations
    WHERE list_contains(quality, 'TEMP_NATIONAL_REPORT_DENOMINATOR')
) AS provisional USING (capture_id)
LEFT JOIN has USING (capture_id)
LEFT JOIN expected_agencies USING (capture_id)
LEFT JOIN expected_components USING (capture_id);
