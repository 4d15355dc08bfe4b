-- A unit's points of a node on the way up to a capture, oldest first.
SELECT steps.captured_at, steps.period, steps.period_end, score AS value
FROM steps_up_to($capture_id) AS steps
JOIN observations USING (capture_id, level, node)
WHERE observations.agency_id = $agency_id AND node = $node
ORDER BY steps.period_end, steps.captured_at
