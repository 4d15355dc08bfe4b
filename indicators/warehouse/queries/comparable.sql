-- The nodes and levels of which there are values, at any level too (level is null), the levels at all (node is null), and
-- that there are any (both are null).
CREATE OR REPLACE TABLE cover_nodes AS
SELECT cover, level, node
FROM covers
GROUP BY GROUPING SETS ((cover, level, node), (cover, level), (cover, node), (cover))
-- Of units whose level nobody knows there is nothing to say by level.
HAVING grouping(level) = 1 OR level IS NOT NULL;

-- Where a kind of readings lacks something, in the same way.
CREATE OR REPLACE TABLE lacking_nodes AS
SELECT kind, level, node
FROM partial_of_kinds
GROUP BY GROUPING SETS ((kind, level, node), (kind, level), (kind, node), (kind));

-- Of each the last reading of its period that lacks nothing, of the open and of the closed one.
CREATE OR REPLACE TABLE last_readings AS
WITH candidates AS (
    SELECT
        scope,
        period,
        is_open,
        lacking.kind,
        cover,
        max({'captured_at': captured_at, 'content_key': content_key, 'capture_id': capture_id}) AS reading
    FROM captures
    JOIN (SELECT capture_id, kind, cover FROM capture_kinds) AS kinds USING (capture_id)
    LEFT JOIN (SELECT DISTINCT kind FROM lacking_nodes) AS lacking ON lacking.kind = kinds.kind
    GROUP BY ALL
)
SELECT max(reading).capture_id AS capture_id, covered.level, covered.node
FROM candidates
JOIN cover_nodes AS covered USING (cover)
LEFT JOIN lacking_nodes AS lacking
    ON lacking.kind = candidates.kind
    AND lacking.level IS NOT DISTINCT FROM covered.level
    AND lacking.node IS NOT DISTINCT FROM covered.node
WHERE lacking.kind IS NULL
GROUP BY scope, period, is_open, covered.level, covered.node;

-- What may be compared over time: every capture with the nodes of which it has and lacks no values at a level, at any level
-- (level is null), the levels at which it lacks nothing (node is null), and whether it lacks nothing at all (both are
-- null), and what these rest on. `is_last` is the last such reading of its period, of the open and of the closed one; it
-- stands for the period wherever periods follow one another: in histories, trends, changes and the workbook.
CREATE OR REPLACE VIEW comparable_by_kind AS
SELECT
    kinds.capture_id,
    covered.level,
    covered.node,
    bases.basis,
    last_readings.capture_id IS NOT NULL AS is_last
FROM (SELECT capture_id, kind, cover FROM capture_kinds) AS kinds
JOIN cover_nodes AS covered USING (cover)
LEFT JOIN capture_grounds AS grounds ON grounds.capture_id = kinds.capture_id
-- Not through the view of them: of many captures it would be made of all with all their nodes.
LEFT JOIN ground_bases AS bases ON bases.ground = grounds.ground AND bases.node IS NOT DISTINCT FROM covered.node
LEFT JOIN last_readings
    ON last_readings.capture_id = kinds.capture_id
    AND last_readings.level IS NOT DISTINCT FROM covered.level
    AND last_readings.node IS NOT DISTINCT FROM covered.node
LEFT JOIN lacking_nodes AS lacking
    ON lacking.kind = kinds.kind
    AND lacking.level IS NOT DISTINCT FROM covered.level
    AND lacking.node IS NOT DISTINCT FROM covered.node
WHERE lacking.kind IS NULL;
