-- What a reading lacks, by level, component and unit. It is kept and can be chosen, but where it lacks something it never
-- stands in for a fuller one, and nobody has a rank.

-- The components and totals that a reading has. Who nobody recognised may go by another name next time, and is not
-- missed then.
CREATE OR REPLACE TABLE read_values AS
SELECT
    captures.capture_id,
    captures.scope,
    captures.period,
    captures.system,
    (captures.captured_at, captures.content_key) AS moment,
    observations.level,
    observations.node,
    agencies.agency_id,
    agencies.entry_id,
    agencies.valid_from,
    agencies.valid_to,
    coalesce(list_contains(quality, 'unrecognised_agency'), false) AS is_unrecognised
FROM observations
JOIN captures USING (capture_id)
JOIN agencies
    ON agencies.agency_id = observations.agency_id
    AND captures.values_day BETWEEN agencies.valid_from AND agencies.valid_to
WHERE score IS NOT NULL AND observations.level IS NOT NULL AND node IN (SELECT node FROM nodes WHERE is_counted);

-- What earlier readings of a period by the same system had, of agencies that are still there, none of them another entry of the register by
-- a merger. Who never had a component is not awaited. Readings of one moment have an order, so that they do not miss each
-- other's. `times` is how often it was read.
CREATE OR REPLACE TABLE values_seen AS
SELECT
    scope,
    period,
    system,
    level,
    node,
    agency_id,
    entry_id,
    valid_from,
    valid_to,
    min(moment) AS since,
    count(*) AS times
FROM read_values
WHERE NOT is_unrecognised
GROUP BY ALL;

-- How much of each level a reading has. A few units are no list that was cut short: somebody chose them.
CREATE OR REPLACE TABLE levels_read AS
SELECT
    capture_id,
    level,
    count(DISTINCT agency_id) AS units,
    list(DISTINCT node) AS nodes,
    sum(units) OVER (PARTITION BY capture_id) >= fewest_of_a_list() AS is_list
FROM read_values
GROUP BY capture_id, level;

-- What is awaited of the readings that lack anything and what they have, with whether it is missing, and whether the
-- reading is partial by that: a unit is absent that was there before, or more than few of a level lack a component or were
-- never there at all.
CREATE OR REPLACE TABLE awaited_values AS
WITH
-- Who the portal lists by the register, at a level that was read. Where as many came, one that nobody recognised may be
-- the one that is not found.
registered AS (
    SELECT capture_id, level, nodes, agency_id, entry_id
    FROM levels_read
    JOIN captures USING (capture_id)
    JOIN portal_units USING (scope, level)
    WHERE is_list AND values_day BETWEEN valid_from AND valid_to
    QUALIFY units < count(*) OVER (PARTITION BY capture_id, level)
),
-- Nearly all is there nearly always: what was read as often as it was awaited is not looked for reading by reading.
turns AS (
    SELECT seen.scope, seen.period, seen.system, since, valid_from, valid_to, count(*) AS awaited
    FROM (SELECT DISTINCT scope, period, system, since, valid_from, valid_to FROM values_seen) AS seen
    JOIN captures USING (scope, period, system)
    WHERE since < (captured_at, content_key) AND values_day BETWEEN valid_from AND valid_to
    GROUP BY ALL
),
irregular AS (
    SELECT values_seen.*
    FROM values_seen
    JOIN turns USING (scope, period, system, since, valid_from, valid_to)
    WHERE times - 1 < awaited
),
lacking AS (
    SELECT DISTINCT captures.capture_id
    FROM irregular
    JOIN captures USING (scope, period, system)
    LEFT JOIN read_values USING (capture_id, level, node, entry_id)
    WHERE
        since < (captured_at, content_key)
        AND values_day BETWEEN irregular.valid_from AND irregular.valid_to
        AND read_values.capture_id IS NULL
    UNION
    SELECT capture_id FROM registered
),
told AS (
    SELECT capture_id, level, node, agency_id, entry_id, false AS is_by_register
    FROM captures
    JOIN lacking USING (capture_id)
    JOIN values_seen USING (scope, period, system)
    WHERE since < (captured_at, content_key) AND values_day BETWEEN valid_from AND valid_to
    UNION
    SELECT capture_id, level, unnest(nodes), agency_id, entry_id, true
    FROM registered
    WHERE (capture_id, entry_id) NOT IN (SELECT capture_id, entry_id FROM read_values)
    UNION
    SELECT capture_id, level, node, agency_id, entry_id, false
    FROM read_values
    JOIN lacking USING (capture_id)
),
awaited AS (
    SELECT * EXCLUDE (is_by_register), bool_and(is_by_register) AS is_by_register
    FROM told
    GROUP BY ALL
),
units_read AS (SELECT DISTINCT capture_id, entry_id FROM read_values),
found AS (
    SELECT
        awaited.*,
        read_values.capture_id IS NULL AS is_missing,
        units_read.capture_id IS NULL AS is_absent
    FROM awaited
    LEFT JOIN read_values USING (capture_id, level, node, entry_id)
    LEFT JOIN units_read USING (capture_id, entry_id)
)
SELECT
    * EXCLUDE (is_by_register),
    is_missing AND (
        (is_absent AND NOT is_by_register)
        OR NOT are_few(count(*) FILTER (is_missing AND (is_by_register OR NOT is_absent)) OVER alike, count(*) OVER alike)
    ) AS makes_partial
FROM found
WINDOW alike AS (PARTITION BY capture_id, level, node);

-- At which nodes of which levels a reading lacks something: at a total or a group with any of its components.
CREATE OR REPLACE TABLE partial_nodes AS
SELECT DISTINCT capture_id, level, node_parts.node
FROM awaited_values
JOIN captures USING (capture_id)
JOIN node_parts ON node_parts.index_version = captures.index_version AND node_parts.part = awaited_values.node
WHERE makes_partial;

-- What is said of it: how many units of a level are absent (no node), or lack a component that others have, of how many,
-- and which in Vietnamese order.
CREATE OR REPLACE TABLE shortfalls AS
WITH
lacking AS (
    SELECT DISTINCT capture_id, level, CASE WHEN NOT is_absent THEN node END AS node, agency_id, entry_id
    FROM awaited_values
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
    SELECT capture_id, level, node, count(DISTINCT agency_id) AS expected
    FROM awaited_values
    GROUP BY GROUPING SETS ((capture_id, level), (capture_id, level, node))
)
SELECT
    lacking.capture_id,
    lacking.level,
    lacking.node,
    any_value(expected) AS expected,
    list(named.name ORDER BY named.sort_name COLLATE vi, agency_id) AS units
FROM lacking
JOIN named USING (agency_id, entry_id)
JOIN expected
    ON expected.capture_id = lacking.capture_id
    AND expected.level = lacking.level
    AND expected.node IS NOT DISTINCT FROM lacking.node
GROUP BY ALL;

CREATE OR REPLACE TABLE captures AS
SELECT
    captures.*,
    told.capture_id IS NOT NULL AS is_partial,
    coalesce(told.shortfalls, []) AS shortfalls,
    coalesce(flags.is_provisional, false) AS has_provisional_denominators,
    coalesce(flags.corrected, 0) AS corrected,
    coalesce(flags.unlike_parts, 0) AS unlike_parts
FROM captures
LEFT JOIN (
    SELECT
        capture_id,
        list({'level': level, 'node': node, 'expected': expected, 'units': units} ORDER BY level, node NULLS FIRST)
            AS shortfalls
    FROM shortfalls
    GROUP BY capture_id
) AS told USING (capture_id)
LEFT JOIN (
    SELECT
        capture_id,
        bool_or(list_contains(quality, 'TEMP_NATIONAL_REPORT_DENOMINATOR')) AS is_provisional,
        count(*) FILTER (list_contains(quality, 'corrected')) AS corrected,
        count(*) FILTER (list_contains(quality, 'unlike_parts')) AS unlike_parts
    FROM observations
    WHERE len(quality) > 0
    GROUP BY capture_id
) AS flags USING (capture_id);
