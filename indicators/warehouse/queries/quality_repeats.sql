-- Captures of a province whose every value is that of the capture before of the same period, newest first.
WITH
contents AS (
    SELECT
        capture_id,
        sum(hash(agency_id, node, numerator, denominator, measure, score, quality)::HUGEINT) AS content
    FROM decided_observations
    WHERE capture_id IN (SELECT capture_id FROM captures WHERE scope = $scope AND captured_at <= $captured_at)
    GROUP BY capture_id
),
in_order AS (
    SELECT
        period,
        is_open,
        period_end,
        captured_at,
        content_key,
        content = lag(content) OVER earlier AS is_repeat,
        lag(captured_at) OVER earlier AS previous_at
    FROM captures
    JOIN contents USING (capture_id)
    WINDOW earlier AS (PARTITION BY period ORDER BY captured_at, content_key)
)
SELECT period, is_open, captured_at, previous_at
FROM in_order
WHERE is_repeat
ORDER BY captured_at DESC, content_key DESC
