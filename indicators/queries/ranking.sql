-- The units of one peer group ranked by one node at one capture, with the change since the previous one.
-- Standard competition ranking (1, 2, 2, 4); no value, or one that cannot be right, no rank. A change is
-- empty where there is no previous capture, or the unit was another one then (it began or merged between).
WITH
listed AS (
    SELECT
        capture_id,
        agency_id,
        any_value(unit_code) AS unit_code,
        bool_or(list_contains(quality, 'unrecognised_agency')) AS is_unrecognised
    FROM observations
    WHERE capture_id IN ($capture_id, $previous_id::VARCHAR) AND level = $level
    GROUP BY capture_id, agency_id
),
measured AS (
    SELECT
        capture_id,
        agency_id,
        numerator,
        denominator,
        max_score,
        origin,
        quality,
        -- The portal writes 0 for a measure over no cases at all, which is none. And derived sums carry binary
        -- noise that would break ties.
        round(CASE WHEN $is_scored THEN score WHEN denominator IS DISTINCT FROM 0 THEN measure END, 6) AS value
    FROM observations
    WHERE capture_id IN ($capture_id, $previous_id::VARCHAR) AND level = $level AND node = $node
),
placed AS (
    SELECT
        listed.*,
        measured.* EXCLUDE (capture_id, agency_id),
        agencies.entry_id,
        agencies.name,
        agencies.short_name,
        agencies.sort_name,
        coalesce(agencies.portal_code, unit_code) AS agency_code,
        captures.captured_at,
        value IS NOT NULL
        AND NOT coalesce(list_contains(quality, 'above_maximum'), false)
        AND $direction <> 'neither' AS is_ranked,
        CASE WHEN $direction = 'lower' THEN value ELSE -value END AS standing
    FROM listed
    JOIN captures ON captures.capture_id = listed.capture_id
    JOIN agencies
        ON agencies.agency_id = listed.agency_id
        AND least(captures.period_end, captures.captured_on) BETWEEN agencies.valid_from AND agencies.valid_to
    LEFT JOIN measured
        ON measured.capture_id = listed.capture_id AND measured.agency_id = listed.agency_id
),
ranked AS (
    SELECT
        *,
        CASE WHEN is_ranked THEN rank() OVER (PARTITION BY capture_id, is_ranked ORDER BY standing) END AS rank,
        is_ranked AND count(*) OVER (PARTITION BY capture_id, is_ranked, standing) > 1 AS tied
    FROM placed
)
SELECT
    now.agency_id,
    now.agency_code,
    now.name AS agency_name,
    now.short_name,
    $level AS level,
    now.value,
    coalesce(now.max_score, $points) AS max_value,
    now.numerator,
    now.denominator,
    CASE WHEN $is_scored THEN now.value / nullif(coalesce(now.max_score, $points), 0) END AS share,
    now.rank,
    now.tied,
    before.rank - now.rank AS rank_change,
    round(now.value - before.value, 6) AS value_change,
    before.value AS previous_value,
    before.rank AS previous_rank,
    CASE WHEN before.value IS NOT NULL AND now.value IS NOT NULL THEN before.captured_at END
        AS previous_captured_at,
    now.origin,
    list_distinct(list_concat(
        coalesce(now.quality, []),
        CASE WHEN now.is_unrecognised THEN ['unrecognised_agency'] ELSE [] END
    )) AS quality
FROM ranked AS now
LEFT JOIN ranked AS before
    ON before.capture_id = $previous_id::VARCHAR AND before.agency_id = now.agency_id AND before.entry_id = now.entry_id
WHERE now.capture_id = $capture_id
ORDER BY now.rank NULLS LAST, now.value IS NULL, now.sort_name COLLATE vi, now.agency_id
