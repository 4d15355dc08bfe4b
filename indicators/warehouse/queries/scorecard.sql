-- One unit's values of every node at a capture, with those before, and where it stands among its peers there.
-- Ranks and medians as in the ranking: who had no dossiers (`idle`) is no measure of the others; no value, or one that cannot be right, does not count, and there is no rank where
-- the reading lacks something at the level. What a unit was before it merged is not its own past, nor is what rests on
-- something else. `hindrance` tells why a change is blank, where the two readings may be compared.
WITH
-- Who lacks a part of what a node is made of.
lacking AS (
    SELECT DISTINCT capture_id, agency_id, index_version, node_parts.node
    FROM awaited_values
    JOIN node_parts ON node_parts.part = awaited_values.node
    WHERE is_missing AND capture_id IN ($capture_id, $previous_id::VARCHAR)
),
measured AS (
    SELECT
        units.*,
        observations.* EXCLUDE (capture_id, agency_id, level, unit_code, unit_name),
        node_value(is_scored, score, measure, denominator) AS value,
        node_maximum(is_scored, max_score, points) AS max_value,
        direction,
        is_ranked(value, observations.quality, direction) AND lacking.agency_id IS NULL AS is_ranked,
        basis
    FROM decided_observations AS observations
    JOIN captures ON captures.capture_id = observations.capture_id
    JOIN units ON units.capture_id = observations.capture_id AND units.agency_id = observations.agency_id
    JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = observations.node
    JOIN bases ON bases.capture_id = observations.capture_id AND bases.node = observations.node
    LEFT JOIN lacking
        ON lacking.capture_id = observations.capture_id
        AND lacking.agency_id = observations.agency_id
        AND lacking.index_version = captures.index_version
        AND lacking.node = observations.node
    WHERE
        observations.capture_id IN ($capture_id, $previous_id::VARCHAR)
        -- Of the files in parts only theirs are looked at.
        AND observations.capture_id
        BETWEEN least($capture_id, $previous_id::VARCHAR) AND greatest($capture_id, $previous_id::VARCHAR)
        AND (observations.agency_id = $agency_id OR observations.level = $level)
),
own AS (SELECT * FROM measured WHERE capture_id = $capture_id AND agency_id = $agency_id),
before AS (SELECT * FROM measured WHERE capture_id = $previous_id::VARCHAR AND agency_id = $agency_id),
peers AS (
    SELECT * FROM measured WHERE capture_id = $capture_id AND level = $level AND is_ranked
),
compared AS (
    SELECT
        own.node,
        median(peers.value) FILTER (NOT list_contains($idle, peers.agency_id)) AS peer_median,
        count(*) AS ranked,
        count(*) FILTER (
            CASE WHEN own.direction = 'lower' THEN peers.value < own.value ELSE peers.value > own.value END
        ) AS better,
        count(*) FILTER (peers.value = own.value) AS level_with
    FROM own
    JOIN peers ON peers.node = own.node
    GROUP BY own.node
)
SELECT
    own.node,
    own.value,
    own.max_value,
    own.numerator,
    own.denominator,
    own.numerator / nullif(own.denominator, 0) AS ratio,
    before.value AS previous_value,
    round(own.value - before.value, 6) AS value_change,
    hindrance(own.value, own.basis, own.entry_id, was.value, was.basis, was.entry_id) AS hindrance,
    own.origin,
    own.quality,
    CASE WHEN ranked > 1 THEN peer_median END AS peer_median,
    CASE WHEN ranked > 1 AND part.node IS NULL THEN ranked END AS ranked,
    CASE WHEN ranked > 1 AND part.node IS NULL AND own.is_ranked THEN better + 1 END AS rank,
    own.is_ranked AND part.node IS NULL AND coalesce(level_with > 1, false) AS tied
FROM own
LEFT JOIN before AS was ON was.node = own.node
LEFT JOIN before ON before.node = own.node AND may_compare(own.basis, own.entry_id, before.basis, before.entry_id)
LEFT JOIN compared ON compared.node = own.node
LEFT JOIN partial_nodes AS part
    ON part.capture_id = $capture_id AND part.level = $level AND part.node = own.node
