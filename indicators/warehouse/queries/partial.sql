-- What a reading lacks, by level, component and unit. It is kept and can be chosen, but where it lacks something it never
-- stands in for a fuller one, and nobody has a rank. Worked out once for all readings that are alike: of one period and
-- system, that cover the same and have the same before them.

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
            list([capture_id, content::VARCHAR, index_version, values_day::VARCHAR, moment::VARCHAR, cut_short::VARCHAR] ORDER BY capture_id)::VARCHAR
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

-- The components and totals that have points in a shape.
CREATE OR REPLACE TABLE counted_shapes AS
SELECT shape, node
FROM kept_shapes
WHERE has_score AND node IN (SELECT node FROM nodes WHERE is_counted);

-- What the readings of a kind have of these.
CREATE OR REPLACE VIEW values_read AS
SELECT new_kinds.*, unit, level, node, agency_id, entry_id, valid_from, valid_to, is_unrecognised
FROM new_kinds
JOIN mapped_units USING (outline)
JOIN unit_entries USING (unit, register_day)
JOIN counted_shapes USING (shape)
WHERE level IS NOT NULL;

-- How much of each level they have. A few units are no list that was cut short: somebody chose them.
CREATE OR REPLACE TABLE levels_read AS
WITH
shapes AS (
    SELECT outline, register_day, level, shape, list(DISTINCT agency_id) AS agencies
    FROM (SELECT DISTINCT outline, register_day FROM new_kinds)
    JOIN mapped_units USING (outline)
    JOIN unit_entries USING (unit, register_day)
    WHERE level IS NOT NULL AND shape IN (SELECT shape FROM counted_shapes)
    GROUP BY ALL
)
SELECT
    outline,
    register_day,
    level,
    len(list_distinct(flatten(list(agencies)))) AS units,
    list(shape) AS shapes,
    sum(units) OVER (PARTITION BY outline, register_day) >= fewest_of_a_list() AS is_list
FROM shapes
GROUP BY outline, register_day, level;

-- Who the portal lists by the register, at a level that was read. Where as many came, one that nobody recognised may be
-- the one that is not found.
CREATE OR REPLACE TABLE registered_units AS
WITH registered AS (
    SELECT kind, level, shapes, agency_id, entry_id
    FROM new_kinds
    JOIN levels_read USING (outline, register_day)
    JOIN portal_units USING (scope, level)
    WHERE is_list AND values_day BETWEEN valid_from AND valid_to
    QUALIFY units < count(*) OVER (PARTITION BY kind, level)
)
SELECT registered.* EXCLUDE (shapes), nodes
FROM registered
JOIN (
    SELECT shapes, list(DISTINCT node) AS nodes
    FROM (SELECT shapes, unnest(shapes) AS shape FROM (SELECT DISTINCT shapes FROM registered))
    JOIN counted_shapes USING (shape)
    GROUP BY shapes
) USING (shapes);

-- The values of units that not all readings of a period by the same system have alike, by the kinds that have them. Who is in
-- all with the same nodes is awaited and there.
CREATE OR REPLACE TABLE uneven_values AS
WITH
uneven_units AS (
    SELECT same_period, unit
    FROM (
        SELECT same_period, sum(readings) AS of_period
        FROM new_kinds
        GROUP BY ALL
        HAVING count(DISTINCT outline) > 1
    )
    JOIN new_kinds USING (same_period)
    JOIN mapped_units USING (outline)
    GROUP BY same_period, unit
    HAVING count(DISTINCT shape) > 1 OR sum(readings) < any_value(of_period)
),
uneven_shapes AS MATERIALIZED (
    SELECT new_kinds.*, unit, shape
    FROM new_kinds
    JOIN mapped_units USING (outline)
    WHERE (same_period, unit) IN (SELECT (same_period, unit) FROM uneven_units)
)
SELECT
    kind, same_period, moment, readings, level, node, agency_id, entry_id, valid_from, valid_to, is_unrecognised
FROM uneven_shapes
JOIN unit_entries USING (unit, register_day)
JOIN counted_shapes USING (shape)
WHERE level IS NOT NULL;

-- Of these what earlier readings had, of agencies that are still there, none of them another entry of the register by
-- a merger, and that were read less often than they were awaited since. Who never had a component is not awaited.
CREATE OR REPLACE TABLE irregular_values AS
WITH
seen AS (
    SELECT
        same_period,
        level,
        node,
        agency_id,
        entry_id,
        valid_from,
        valid_to,
        min(moment) AS since,
        sum(readings) AS times
    FROM uneven_values
    WHERE NOT is_unrecognised
    GROUP BY ALL
),
turns AS (
    SELECT begun.*, sum(readings) AS awaited
    FROM (SELECT DISTINCT same_period, since, valid_from, valid_to FROM seen) AS begun
    JOIN new_kinds USING (same_period)
    WHERE since < moment AND values_day BETWEEN valid_from AND valid_to
    GROUP BY ALL
)
SELECT seen.*
FROM seen
JOIN turns USING (same_period, since, valid_from, valid_to)
WHERE times - 1 < awaited;

-- The kinds of readings that lack any value: one that was there before, or that the register has.
CREATE OR REPLACE TABLE lacking_kinds AS
SELECT kind
FROM irregular_values AS seen
JOIN new_kinds USING (same_period)
LEFT JOIN (SELECT DISTINCT kind, level, node, entry_id FROM uneven_values) AS had USING (kind, level, node, entry_id)
WHERE since < moment AND values_day BETWEEN valid_from AND valid_to AND had.entry_id IS NULL
UNION
SELECT kind FROM registered_units;

DELETE FROM awaited_of_kinds WHERE same_period NOT IN (SELECT same_period FROM kinds);
DELETE FROM judged_periods WHERE same_period NOT IN (SELECT same_period FROM kinds);

-- What is awaited of the readings that lack anything and what they have, with whether it is missing, and whether the
-- reading is partial by that: a unit is absent that was there before, or more than few of a level lack a component or were
-- never there at all.
INSERT INTO awaited_of_kinds BY NAME
WITH
had AS (
    SELECT kind, level, node, agency_id, entry_id
    FROM lacking_kinds
    JOIN values_read USING (kind)
),
seen AS (
    SELECT same_period, level, node, agency_id, entry_id, valid_from, valid_to, min(moment) AS since
    FROM (SELECT DISTINCT same_period FROM lacking_kinds JOIN new_kinds USING (kind))
    JOIN values_read USING (same_period)
    WHERE NOT is_unrecognised
    GROUP BY ALL
),
told AS (
    SELECT kind, level, node, agency_id, entry_id, false AS is_by_register
    FROM lacking_kinds
    JOIN new_kinds USING (kind)
    JOIN seen USING (same_period)
    WHERE since < moment AND values_day BETWEEN valid_from AND valid_to
    UNION
    SELECT kind, level, unnest(nodes), agency_id, entry_id, true
    FROM registered_units
    WHERE (kind, entry_id) NOT IN (SELECT kind, entry_id FROM had)
    UNION
    SELECT kind, level, node, agency_id, entry_id, false
    FROM had
),
awaited AS (
    SELECT * EXCLUDE (is_by_register), bool_and(is_by_register) AS is_by_register
    FROM told
    GROUP BY ALL
),
units_read AS (SELECT DISTINCT kind, entry_id FROM had),
found AS (
    SELECT
        awaited.*,
        had.kind IS NULL AS is_missing,
        units_read.kind IS NULL AS is_absent
    FROM awaited
    LEFT JOIN had USING (kind, level, node, entry_id)
    LEFT JOIN units_read USING (kind, entry_id)
)
SELECT
    * EXCLUDE (is_by_register),
    is_missing AND (
        (is_absent AND NOT is_by_register)
        OR NOT are_few(count(*) FILTER (is_missing AND (is_by_register OR NOT is_absent)) OVER alike, count(*) OVER alike)
    ) AS makes_partial
FROM found
JOIN (SELECT kind, same_period FROM new_kinds) USING (kind)
WINDOW alike AS (PARTITION BY kind, level, node)
ORDER BY kind;

INSERT INTO judged_periods SELECT DISTINCT same_period FROM new_kinds;

CREATE OR REPLACE VIEW awaited_values AS
SELECT capture_id, awaited_of_kinds.* EXCLUDE (kind, same_period)
FROM (SELECT capture_id, kind FROM capture_kinds)
JOIN awaited_of_kinds USING (kind);

-- Where the source told of more units than it gave, and than are known to be missing: of which levels, nobody knows.
CREATE OR REPLACE TABLE unnamed_of_kinds AS
WITH told AS (SELECT kind, unnest(cut_short, recursive := true) FROM kinds),
missing AS (
    SELECT kind, node, count(DISTINCT entry_id) AS named
    FROM awaited_of_kinds
    WHERE is_missing AND kind IN (SELECT kind FROM told)
    GROUP BY ALL
)
SELECT told.*
FROM told
LEFT JOIN missing USING (kind, node)
WHERE NOT are_few(greatest(told - given - coalesce(named, 0), 0), told);

-- At which nodes of which levels a reading lacks something: at a total or a group with any of its components.
CREATE OR REPLACE TABLE partial_of_kinds AS
WITH lacking AS (
    SELECT kind, level, node FROM awaited_of_kinds WHERE makes_partial
    UNION
    SELECT kind, unnest(levels), node FROM unnamed_of_kinds
)
SELECT DISTINCT kind, level, node_parts.node
FROM lacking
JOIN kinds USING (kind)
JOIN node_parts ON node_parts.index_version = kinds.index_version AND node_parts.part = lacking.node;

CREATE OR REPLACE VIEW partial_nodes AS
SELECT capture_id, level, node
FROM (SELECT capture_id, kind FROM capture_kinds)
JOIN partial_of_kinds USING (kind);

-- What is said of it: how many units of a level are absent (no node), or lack a component that others have, of how many,
-- and which in Vietnamese order; or how many were given of all that the source told of, whoever they are (no level).
CREATE OR REPLACE TABLE shortfalls AS
WITH
lacking AS (
    SELECT DISTINCT kind, level, CASE WHEN NOT is_absent THEN node END AS node, agency_id, entry_id
    FROM awaited_of_kinds
    WHERE makes_partial
),
-- Who was never read is named by the register.
named AS (
    SELECT agency_id, entry_id, name, sort_name FROM agencies
    UNION
    SELECT agency_id, entry_id, name, sort_name
    FROM portal_units
    WHERE entry_id NOT IN (SELECT entry_id FROM agencies)
),
expected AS (
    SELECT kind, level, node, count(DISTINCT agency_id) AS expected
    FROM awaited_of_kinds
    WHERE kind IN (SELECT kind FROM lacking)
    GROUP BY GROUPING SETS ((kind, level), (kind, level, node))
)
SELECT
    lacking.kind,
    lacking.level,
    lacking.node,
    any_value(expected) AS expected,
    list(named.name ORDER BY named.sort_name COLLATE vi, agency_id) AS units,
    len(units) AS missing
FROM lacking
JOIN named USING (agency_id, entry_id)
JOIN expected
    ON expected.kind = lacking.kind
    AND expected.level = lacking.level
    AND expected.node IS NOT DISTINCT FROM lacking.node
GROUP BY ALL
UNION ALL
SELECT kind, NULL, node, told, [], told - given FROM unnamed_of_kinds;

CREATE OR REPLACE TABLE captures AS
SELECT
    captures.*,
    told.kind IS NOT NULL AS is_partial,
    coalesce(told.shortfalls, []) AS shortfalls,
    coalesce(outlined.is_provisional, false) AS has_provisional_denominators,
    coalesce(outlined.corrected, 0) AS corrected,
    coalesce(outlined.unlike_parts, 0) AS unlike_parts
FROM captures
LEFT JOIN (SELECT capture_id, kind FROM capture_kinds) AS kinds USING (capture_id)
LEFT JOIN (
    SELECT
        kind,
        list(
            {'level': level, 'node': node, 'expected': expected, 'units': units, 'missing': missing}
            ORDER BY level NULLS FIRST, node NULLS FIRST
        ) AS shortfalls
    FROM shortfalls
    GROUP BY kind
) AS told USING (kind)
LEFT JOIN outlined USING (capture_id);
