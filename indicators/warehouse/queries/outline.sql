-- What `wanted_captures` (capture_id, digest) cover, of the rows of __source__: their units, each with its shape, which is
-- of which nodes it has points, and any value. Things are named by what they hold: the same again has the same number.
CREATE OR REPLACE TEMP TABLE outlined_units AS
WITH units AS (
    SELECT
        capture_id,
        agency_id,
        level,
        min(unit_code) AS unit_code,
        min(unit_name) AS unit_name,
        coalesce(bool_or(list_contains(quality, 'unrecognised_agency')), false) AS is_unrecognised,
        string_agg(
            node || ':' || (score IS NOT NULL)::INTEGER || (coalesce(score, measure) IS NOT NULL)::INTEGER, ','
            ORDER BY node
        ) AS nodes,
        coalesce(bool_or(list_contains(quality, 'TEMP_NATIONAL_REPORT_DENOMINATOR')), false) AS is_provisional,
        count(*) FILTER (list_contains(quality, 'corrected')) AS corrected,
        count(*) FILTER (list_contains(quality, 'unlike_parts')) AS unlike_parts
    FROM __source__
    WHERE capture_id IN (SELECT capture_id FROM wanted_captures)
    GROUP BY capture_id, agency_id, level
)
SELECT
    *,
    md5_number_lower([agency_id, level, unit_code, unit_name, is_unrecognised::VARCHAR]::VARCHAR) AS unit,
    md5_number_lower(nodes) AS shape
FROM units;

-- The nodes of which each level has any value: a `cover`, and most captures have the same.
CREATE OR REPLACE TEMP TABLE outlined_covers AS
SELECT
    capture_id,
    list({'level': level, 'node': node} ORDER BY level, node) AS covered,
    md5_number_lower(covered::VARCHAR) AS cover
FROM (
    SELECT DISTINCT capture_id, level, split_part(told, ':', 1) AS node
    FROM (
        SELECT capture_id, level, unnest(string_split(nodes, ',')) AS told
        FROM (SELECT DISTINCT capture_id, level, nodes FROM outlined_units)
    )
    WHERE split_part(told, ':', 2)[2] = '1'
)
GROUP BY capture_id;

CREATE OR REPLACE TEMP TABLE arriving_outlines AS
SELECT
    capture_id,
    digest,
    md5_number_lower(coalesce(string_agg(unit || ' ' || shape, ',' ORDER BY unit, shape), '')) AS content,
    coalesce(any_value(cover), 0) AS cover,
    coalesce(bool_or(is_provisional), false) AS is_provisional,
    coalesce(sum(corrected), 0)::BIGINT AS corrected,
    coalesce(sum(unlike_parts), 0)::BIGINT AS unlike_parts
FROM wanted_captures
LEFT JOIN outlined_units USING (capture_id)
LEFT JOIN (SELECT capture_id, cover FROM outlined_covers) USING (capture_id)
GROUP BY capture_id, digest;

CREATE OR REPLACE TEMP TABLE arriving_units AS
SELECT content, unit, shape
FROM outlined_units
JOIN (SELECT content, min(capture_id) AS capture_id FROM arriving_outlines GROUP BY content) USING (capture_id);

CREATE OR REPLACE TEMP TABLE arriving_covers AS
SELECT cover, one.level, one.node
FROM (SELECT cover, unnest(any_value(covered)) AS one FROM outlined_covers GROUP BY cover);

CREATE OR REPLACE TEMP TABLE arriving_names AS
SELECT DISTINCT unit, agency_id, level, unit_code, unit_name, is_unrecognised
FROM outlined_units;

CREATE OR REPLACE TEMP TABLE arriving_shapes AS
SELECT
    shape,
    split_part(told, ':', 1) AS node,
    split_part(told, ':', 2)[1] = '1' AS has_score,
    split_part(told, ':', 2)[2] = '1' AS has_value
FROM (
    SELECT shape, unnest(string_split(nodes, ',')) AS told
    FROM (SELECT DISTINCT shape, nodes FROM outlined_units)
);
