-- The units of one peer group ranked by one node at one capture, with the change since the previous one.
-- Standard competition ranking (1, 2, 2, 4); no value, or one that cannot be right, no rank, nor who lacks a part of it.
-- Nobody has one where the reading is partial: who is missing might stand before. A change is empty where there is no previous
-- capture, or the two may not be compared; `hindrance` tells why.
WITH
measured AS (
    SELECT
        capture_id,
        agency_id,
        numerator,
        denominator,
        max_score,
        origin,
        quality,
        node_value($is_scored, score, measure, denominator) AS value
    -- Not through the view of visible ones: `units` has only these.
    FROM decided_observations
    WHERE
        capture_id IN ($capture_id, $previous_id::VARCHAR)
        -- Of the files in parts only theirs are looked at.
        AND capture_id BETWEEN least($capture_id, $previous_id::VARCHAR) AND greatest($capture_id, $previous_id::VARCHAR)
        AND level = $level
        AND node = $node
),
-- Who lacks what the node is made of.
incomplete AS (
    SELECT capture_id, list(agency_id) FILTER (is_missing) AS lacking
    FROM awaited_values
    JOIN captures USING (capture_id)
    JOIN node_parts USING (index_version)
    WHERE
        capture_id IN ($capture_id, $previous_id::VARCHAR)
        AND level = $level
        AND node_parts.node = $node
        AND node_parts.part = awaited_values.node
    GROUP BY capture_id
    HAVING bool_or(is_missing)
),
judged AS (
    SELECT
        units.*,
        basis,
        measured.* EXCLUDE (capture_id, agency_id),
        coalesce(list_contains(incomplete.lacking, units.agency_id), false) AS is_incomplete,
        is_ranked(value, quality, $direction) AND NOT is_incomplete AND part.capture_id IS NULL AS is_ranked,
        CASE WHEN $direction = 'lower' THEN value ELSE -value END AS standing
    FROM units
    JOIN bases ON bases.capture_id = units.capture_id AND bases.node = $node
    LEFT JOIN measured ON measured.capture_id = units.capture_id AND measured.agency_id = units.agency_id
    LEFT JOIN incomplete ON incomplete.capture_id = units.capture_id
    LEFT JOIN partial_nodes AS part
        ON part.capture_id = units.capture_id AND part.level = $level AND part.node = $node
    WHERE units.capture_id IN ($capture_id, $previous_id::VARCHAR) AND units.level = $level
),
ranked AS (
    SELECT
        *,
        CASE WHEN is_ranked THEN rank() OVER peers END AS rank,
        is_ranked AND count(*) OVER (peers RANGE BETWEEN CURRENT ROW AND CURRENT ROW) > 1 AS tied
    FROM judged
    WINDOW peers AS (PARTITION BY capture_id, is_ranked ORDER BY standing)
),
-- A unit's two captures, the previous one first.
beside_before AS (
    SELECT
        *,
        lag(basis) OVER life AS was_basis,
        lag(entry_id) OVER life AS was_entry,
        lag(value) OVER life AS was,
        lag(rank) OVER life AS was_rank,
        lag(captured_at) OVER life AS was_captured_at,
        may_compare(basis, entry_id, was_basis, was_entry) AS may_compare
    FROM ranked
    WINDOW life AS (PARTITION BY agency_id ORDER BY capture_id = $capture_id)
)
SELECT
    agency_id,
    agency_code,
    agency_name,
    short_name,
    level,
    value,
    node_maximum($is_scored, max_score, $points) AS max_value,
    numerator,
    denominator,
    value / node_maximum($is_scored, max_score, $points) AS share,
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
WHERE capture_id = $capture_id
ORDER BY rank NULLS LAST, value IS NULL, alphabetical, agency_id
