-- The units of one peer group ranked by one node at one capture, with the change since the previous one.
-- Standard competition ranking (1, 2, 2, 4); no value, or one that cannot be right, no rank. A change is
-- empty where there is no previous capture, or the unit was another one then (it began or merged between).
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
    WHERE capture_id IN ($capture_id, $previous_id::VARCHAR) AND level = $level AND node = $node
),
judged AS (
    SELECT
        units.*,
        measured.* EXCLUDE (capture_id, agency_id),
        is_ranked(value, quality, $direction) AS is_ranked,
        CASE WHEN $direction = 'lower' THEN value ELSE -value END AS standing
    FROM units
    LEFT JOIN measured ON measured.capture_id = units.capture_id AND measured.agency_id = units.agency_id
    WHERE units.capture_id IN ($capture_id, $previous_id::VARCHAR) AND units.level = $level
),
ranked AS (
    SELECT
        *,
        CASE WHEN is_ranked THEN rank() OVER peers END AS rank,
        is_ranked AND count(*) OVER (peers RANGE BETWEEN CURRENT ROW AND CURRENT ROW) > 1 AS tied
    FROM judged
    WINDOW peers AS (PARTITION BY capture_id, is_ranked ORDER BY standing)
)
SELECT
    agency_id,
    agency_code,
    agency_name,
    short_name,
    level,
    value,
    coalesce(max_score, $points) AS max_value,
    numerator,
    denominator,
    CASE WHEN $is_scored THEN value / nullif(coalesce(max_score, $points), 0) END AS share,
    rank,
    tied,
    lag(rank) OVER life - rank AS rank_change,
    round(value - lag(value) OVER life, 6) AS value_change,
    lag(value) OVER life AS previous_value,
    lag(rank) OVER life AS previous_rank,
    CASE WHEN value IS NOT NULL AND lag(value) OVER life IS NOT NULL THEN lag(captured_at) OVER life END
        AS previous_captured_at,
    origin,
    CASE
        WHEN NOT is_unrecognised THEN coalesce(quality, [])
        ELSE list_distinct(list_append(coalesce(quality, []), 'unrecognised_agency'))
    END AS quality
FROM ranked
-- A unit's two captures, the previous one first; one that merged in between is another entry of the register.
WINDOW life AS (PARTITION BY agency_id, entry_id ORDER BY capture_id = $capture_id)
QUALIFY capture_id = $capture_id
ORDER BY rank NULLS LAST, value IS NULL, alphabetical, agency_id
