-- One unit's values of every node at a capture, with those of the previous comparable capture.
SELECT
    now.node,
    now.score AS value,
    now.max_score AS max_value,
    now.numerator,
    now.denominator,
    now.measure,
    now.origin,
    now.quality,
    before.score AS previous_value,
    round(now.score - before.score, 6) AS value_change
FROM observations AS now
LEFT JOIN observations AS before
    ON before.capture_id = $previous_id::VARCHAR
    AND before.agency_id = now.agency_id
    AND before.node = now.node
WHERE now.capture_id = $capture_id AND now.agency_id = $agency_id
