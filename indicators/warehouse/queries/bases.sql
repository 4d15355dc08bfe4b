-- What a reading's values rest on, by node (null: the reading as a whole): the system that computed them, the version of
-- the index, and where they stand to every break that concerns them. Two readings may be compared in a node where their
-- bases are equal, and nowhere else.

-- Most readings stand alike to all breaks: `ground` is the same of those that do.
CREATE OR REPLACE TABLE capture_grounds AS
WITH marked AS (
    SELECT
        captures.capture_id,
        list({'nodes': nodes, 'mark': mark} ORDER BY mark) AS marks
    FROM captures
    JOIN (
        SELECT
            captures.capture_id,
            nodes,
            break_mark(
                break_id, day_of, from_day, to_day, captures.period, period_start, values_day, captured_on, captured_at_given
            ) AS mark
        FROM captures
        JOIN breaks ON breaks.system = captures.system OR (breaks.system IS NULL AND captures.system <> 'demo')
    ) AS standing USING (capture_id)
    GROUP BY captures.capture_id
)
SELECT
    captures.capture_id,
    system,
    index_version,
    coalesce(marks, []) AS marks,
    dense_rank() OVER (ORDER BY system, index_version, coalesce(marks, []))::INTEGER AS ground
FROM captures
LEFT JOIN marked USING (capture_id);

CREATE OR REPLACE TABLE ground_bases AS
WITH
grounds AS (SELECT DISTINCT ground, system, index_version, marks FROM capture_grounds),
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
FROM (SELECT capture_id, ground FROM capture_grounds)
JOIN ground_bases USING (ground);
