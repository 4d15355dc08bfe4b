-- A unit's points of a node on the way up to a capture, oldest first: of readings that lack nothing at all, as what stands
-- beside them is of all levels.
SELECT steps.captured_at, steps.period, steps.period_end, score AS value
FROM steps_up_to($capture_id) AS steps
JOIN observations USING (capture_id)
WHERE steps.level IS NULL AND steps.node IS NULL AND agency_id = $agency_id AND observations.node = $node
ORDER BY steps.period_end, steps.captured_at
