-- Which kinds of readings lack anything, of those that were not judged yet (see `capture_kinds`).

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
