-- The units of some peer groups ranked by each of some nodes at one capture, with the change since the previous one.
-- Standard competition ranking (1, 2, 2, 4); no value, or one that cannot be right, no rank, nor who lacks a part of it.
-- Nobody has one where the reading is partial: who is missing might stand before. A change is empty where there is no previous
-- capture, or the two may not be compared; `hindrance` tells why.
WITH
asked AS (
    SELECT node, points, is_scored, direction
    FROM nodes
    JOIN captures USING (index_version)
    WHERE capture_id = $capture_id AND node IN $nodes
),
measured AS (
    SELECT capture_id, agency_id, level, node, numerator, denominator, measure, score, max_score, origin, quality
    -- Not through the view of visible ones: `units` has only these.
    FROM decided_observations
    WHERE
        capture_id IN ($capture_id, $previous_id::VARCHAR)
        -- Of the files in parts only theirs are looked at.
        AND capture_id BETWEEN least($capture_id, $previous_id::VARCHAR) AND greatest($capture_id, $previous_id::VARCHAR)
        AND level IN $levels
        AND node IN $nodes
),
-- Who lacks what a node is made of.
incomplete AS (
    SELECT capture_id, level, node_parts.node, list(agency_id) FILTER (is_missing) AS lacking
    FROM awaited_values
    JOIN captures USING (capture_id)
    JOIN node_parts USING (index_version)
    WHERE
        capture_id IN ($capture_id, $previous_id::VARCHAR)
        AND level IN $levels
        AND node_parts.node IN $nodes
        AND node_parts.part = awaited_values.node
    GROUP BY capture_id, level, node_parts.node
    HAVING bool_or(is_missing)
),
judged AS (
    SELECT
        units.*,
        asked.*,
        basis,
        measured.* EXCLUDE (capture_id, agency_id, level, node),
        node_value(is_scored, score, measure, denominator) AS value,
        coalesce(list_contains(incomplete.lacking, units.agency_id), false) AS is_incomplete,
        is_ranked(value, quality, direction) AND NOT is_incomplete AND part.capture_id IS NULL AS is_ranked,
        CASE WHEN direction = 'lower' THEN value ELSE -value END AS standing
    FROM units
    CROSS JOIN asked
    JOIN bases ON bases.capture_id = units.capture_id AND bases.node = asked.node
    LEFT JOIN measured
        ON measured.capture_id = units.capture_id
        AND measured.agency_id = units.agency_id
        AND measured.level = units.level
        AND measured.node = asked.node
    LEFT JOIN incomplete
        ON incomplete.capture_id = units.capture_id
        AND incomplete.level = units.level
        AND incomplete.node = asked.node
    LEFT JOIN partial_nodes AS part
        ON part.capture_id = units.capture_id AND part.level = units.level AND part.node = asked.node
    WHERE units.capture_id IN ($capture_id, $previous_id::VARCHAR) AND units.level IN $levels
),
ranked AS (
    SELECT
        *,
        CASE WHEN is_ranked THEN rank() OVER peers END AS rank,
        is_ranked AND count(*) OVER (peers RANGE BETWEEN CURRENT ROW AND CURRENT ROW) > 1 AS tied
    FROM judged
    WINDOW peers AS (PARTITION BY capture_id, level, node, is_ranked ORDER BY standing)
),
-- Joined, and not looked back at: to sort each unit's two rows takes longer than all else.
beside_before AS (
    SELECT
        now.*,
        was.basis AS was_basis,
        was.entry_id AS was_entry,
        was.value AS was,
        was.rank AS was_rank,
        was.captured_at AS was_captured_at,
        may_compare(now.basis, now.entry_id, was.basis, was.entry_id) AS may_compare
    FROM ranked AS now
    LEFT JOIN ranked AS was
        ON was.capture_id = $previous_id::VARCHAR
        AND was.agency_id = now.agency_id
        AND was.level = now.level
        AND was.node = now.node
    WHERE now.capture_id = $capture_id
)
SELECT
    node,
    agency_id,
    agency_code,
    agency_name,
    short_name,
    level,
    value,
    node_maximum(is_scored, max_score, points) AS max_value,
    numerator,
    denominator,
    value / node_maximum(is_scored, max_score, points) AS share,
    numerator / nullif(denominator, 0) AS ratio,
    rank,
    tied,
    CASE WHEN may_compare THEN was_rank - rank END AS rank_change,
    CASE WHEN may_compare THEN round(value - was, 6) END AS value_change,
    CASE WHEN may_compare THEN was END AS previous_value,
    CASE WHEN may_compare THEN was_rank END AS previous_rank,
    CASE WHEN value_change IS NOT NULL THEN was_captured_at END AS previous_captured_at,
    hindrance(value, basis, entry_id, was, was_basis, was_entry) AS hindrance,
    origin,
    list_filter(coalesce(quality, []), lambda flag: flag <> 'unrecognised_agency')
    || CASE WHEN is_unrecognised THEN ['unrecognised_agency'] ELSE [] END
    || CASE WHEN is_incomplete THEN ['missing_component'] ELSE [] END AS quality
FROM beside_before
ORDER BY level, node, rank NULLS LAST, value IS NULL, alphabetical, agency_id
