-- What a reading's values rest on, by node (null: the reading as a whole): the system that computed them, the version of
-- the index, and where they stand to every break that concerns them. Two readings may be compared in a node where their
-- bases are equal, and nowhere else.

-- Most readings stand alike to all breaks: `ground` is the same of those that do. Those of one day are judged once.
CREATE OR REPLACE TABLE standings AS
SELECT DISTINCT
    system, index_version, period, period_start, values_day, captured_on, coalesce(captured_at_given, false) AS is_given
FROM captures;

CREATE OR REPLACE TABLE standing_grounds AS
WITH marked AS (
    SELECT standing, list({'nodes': nodes, 'mark': mark} ORDER BY mark) AS marks
    FROM (
        SELECT
            standings AS standing,
            nodes,
            break_mark(break_id, day_of, from_day, to_day, period, period_start, values_day, captured_on, is_given) AS mark
        FROM standings
        JOIN breaks ON breaks.system = standings.system OR (breaks.system IS NULL AND standings.system <> 'demo')
    )
    GROUP BY standing
)
SELECT
    standings.*,
    coalesce(marks, []) AS marks,
    dense_rank() OVER (ORDER BY system, index_version, coalesce(marks, []))::INTEGER AS ground
FROM standings
LEFT JOIN marked ON marked.standing IS NOT DISTINCT FROM standings;

CREATE OR REPLACE TABLE capture_grounds AS
SELECT capture_id, ground
FROM captures
JOIN standing_grounds AS grounds
    ON grounds.system IS NOT DISTINCT FROM captures.system
    AND grounds.index_version = captures.index_version
    AND grounds.period = captures.period
    AND grounds.period_start = captures.period_start
    AND grounds.values_day = captures.values_day
    AND grounds.captured_on = captures.captured_on
    AND grounds.is_given = coalesce(captures.captured_at_given, false);

CREATE OR REPLACE TABLE ground_bases AS
WITH
grounds AS (SELECT DISTINCT ground, system, index_version, marks FROM standing_grounds),
marked AS (
    SELECT ground, index_version, mark.nodes AS nodes, mark.mark AS mark
    FROM (SELECT ground, index_version, unnest(marks) AS mark FROM grounds)
),
marks AS (
    SELECT ground, NULL AS node, mark
    FROM marked
    WHERE len(nodes) = 0
    UNION ALL
    SELECT ground, node, mark
    FROM marked
    JOIN nodes USING (index_version)
    -- What a node is made of, and what it is part of, break with it.
    WHERE
        len(nodes) = 0
        OR list_has_any(marked.nodes, lineage)
        OR EXISTS (
            SELECT 1
            FROM nodes AS named
            WHERE
                named.index_version = marked.index_version
                AND list_contains(marked.nodes, named.node)
                AND list_contains(named.lineage, nodes.node)
        )
)
SELECT
    grounds.ground,
    reached.node,
    ['system ' || system, 'version ' || index_version]
    || coalesce(list(mark ORDER BY mark) FILTER (mark IS NOT NULL), []) AS basis
FROM grounds
JOIN (SELECT index_version, node FROM nodes UNION SELECT index_version, NULL FROM grounds) AS reached
    USING (index_version)
LEFT JOIN marks ON marks.ground = grounds.ground AND marks.node IS NOT DISTINCT FROM reached.node
GROUP BY grounds.ground, reached.node, system, index_version;

CREATE OR REPLACE VIEW bases AS
SELECT capture_id, node, basis
FROM capture_grounds
JOIN ground_bases USING (ground);
