-- What a reading's values rest on, by node (null: the reading as a whole): the system that computed them, the version of
-- the index, and where they stand to every break that concerns them. Two readings may be compared in a node where their
-- bases are equal, and nowhere else.
CREATE OR REPLACE TABLE bases AS
WITH
-- From the first to the last day a reading's values are of, as a break counts days; where nobody told when it was read,
-- the day its numbers stand at.
concerned AS (
    SELECT
        captures.capture_id,
        captures.index_version,
        captures.period,
        break_id,
        nodes,
        from_day,
        coalesce(to_day, from_day - 1) AS to_day,
        CASE WHEN day_of = 'period' THEN period_start WHEN captured_at_given THEN captured_on ELSE values_day END
            AS first_day,
        CASE WHEN day_of = 'reading' AND captured_at_given THEN captured_on ELSE values_day END AS last_day
    FROM captures
    JOIN breaks ON breaks.system = captures.system OR (breaks.system IS NULL AND captures.system <> 'demo')
),
-- A period that holds the break within it stands alone; in the days of motion every day does.
marked AS (
    SELECT
        capture_id,
        index_version,
        break_id,
        nodes,
        'break ' || break_id || ' ' || CASE
            WHEN last_day < from_day THEN 'before'
            WHEN first_day > to_day THEN 'after'
            WHEN last_day > to_day THEN 'across ' || period
            ELSE 'within ' || last_day
        END AS mark
    FROM concerned
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
