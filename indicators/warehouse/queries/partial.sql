-- What a reading lacks, by level, component and unit. It is kept and can be chosen, but where it lacks something it never
-- stands in for a fuller one, and nobody has a rank. Worked out once for all readings that are alike: of one period and
-- system, that cover the same and have the same before them.
--
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
