-- What a reading's values rest on, by node (null: the reading as a whole): the system that computed them, the version of
-- the index, and where they stand to every break that concerns them. Two readings may be compared in a node where their
-- bases are equal, and nowhere else.
CREATE OR REPLACE TABLE bases AS
WITH
marked AS (
    SELECT
        captures.capture_id,
        captures.index_version,
        nodes,
        break_mark(
            break_id, day_of, from_day, to_day, captures.period, period_start, values_day, captured_on, captured_at_given
        ) AS mark
    FROM captures
    JOIN breaks ON breaks.system = captures.system OR (breaks.system IS NULL AND captures.system <> 'demo')
),
marks AS (
    SELECT capture_id, NULL AS node, mark
    FROM marked
    WHERE len(nodes) = 0
    UNION ALL
    SELECT capture_id, node, mark
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
    captures.capture_id,
    reached.node,
    ['system ' || system, 'version ' || index_version]
    || coalesce(list(mark ORDER BY mark) FILTER (mark IS NOT NULL), []) AS basis
FROM captures
JOIN (SELECT index_version, node FROM nodes UNION SELECT index_version, NULL FROM captures) AS reached
    USING (index_version)
LEFT JOIN marks ON marks.capture_id = captures.capture_id AND marks.node IS NOT DISTINCT FROM reached.node
GROUP BY captures.capture_id, reached.node, system, index_version;
