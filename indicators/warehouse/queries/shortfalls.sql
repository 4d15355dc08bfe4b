-- What was judged (see `partial`), of the readings that are shown now: what is said of it, and `captures` with it.

DELETE FROM awaited_of_kinds WHERE same_period NOT IN (SELECT same_period FROM kinds);
DELETE FROM judged_periods WHERE same_period NOT IN (SELECT same_period FROM kinds);

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
