-- Readings are of one kind that are alike: of one period and system, with one outline, and after as many others, and of as
-- many more units by their source's own word.
-- `same_period` names all that was read of a period by one system, and what the register says: one that is named as before
-- need not be judged again.
CREATE OR REPLACE TABLE capture_kinds AS
WITH
readings AS (
    SELECT
        capture_id,
        scope,
        period,
        system,
        index_version,
        outline,
        content,
        cover,
        register_day,
        values_day,
        cut_short,
        (captures.captured_at, content_key) AS moment
    FROM captures
    JOIN (SELECT capture_id, outline, content, cover, register_day FROM capture_outlines) USING (capture_id)
),
-- Readings of one moment have an order, so that they do not miss each other's.
first_ones AS (
    SELECT scope, period, system, outline, register_day, min(moment) AS since
    FROM readings
    GROUP BY ALL
),
others_before AS (
    SELECT capture_id, count(*) AS others
    FROM readings
    JOIN first_ones USING (scope, period, system)
    WHERE since < moment
    GROUP BY capture_id
),
register AS (
    SELECT sum(hash(told)) AS told
    FROM (
        SELECT hash(agency_id, entry_id, valid_from, valid_to) AS told FROM agencies
        UNION ALL
        SELECT hash(scope, level, agency_id, entry_id, valid_from, valid_to) FROM portal_units
        UNION ALL
        SELECT hash(content, unit, mapped_unit) FROM renamed_here JOIN kept_contents USING (outline)
        UNION ALL
        SELECT hash(index_version, node) FROM nodes WHERE is_counted
    )
),
periods AS (
    SELECT
        scope,
        period,
        system,
        md5_number_lower(
            list(
                [
                    capture_id,
                    content::VARCHAR,
                    index_version,
                    values_day::VARCHAR,
                    moment::VARCHAR,
                    cut_short::VARCHAR
                ]
                ORDER BY capture_id
            )::VARCHAR
            || any_value(told)
        ) AS same_period
    FROM readings
    CROSS JOIN register
    GROUP BY scope, period, system
)
SELECT
    readings.*,
    same_period,
    md5_number_lower(
        [
            same_period::VARCHAR,
            index_version,
            content::VARCHAR,
            register_day::VARCHAR,
            others::VARCHAR,
            cut_short::VARCHAR
        ]::VARCHAR
    ) AS kind
FROM readings
JOIN periods USING (scope, period, system)
LEFT JOIN others_before USING (capture_id);

CREATE OR REPLACE TABLE kinds AS
SELECT
    kind,
    same_period,
    scope,
    index_version,
    outline,
    register_day,
    cut_short,
    any_value(values_day) AS values_day,
    min(moment) AS moment,
    count(*) AS readings
FROM capture_kinds
GROUP BY ALL;

CREATE OR REPLACE TABLE new_kinds AS
FROM kinds
WHERE same_period NOT IN (SELECT same_period FROM judged_periods);
