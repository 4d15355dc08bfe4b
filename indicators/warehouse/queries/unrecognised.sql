-- Units that captures name and the register does not hold, of our own province, with how often and when they were seen.
-- A table without a column of levels tells none.
SELECT
    agency_id AS seen_id,
    level,
    any_value(unit_code) AS unit_code,
    arg_max(unit_name, captured_at) AS unit_name,
    count(DISTINCT observations.capture_id) AS captures,
    0 AS lists,
    min(captures.captured_at) AS first_seen,
    max(captures.captured_at) AS last_seen
FROM observations
JOIN captures USING (capture_id)
WHERE list_contains(quality, 'unrecognised_agency')
GROUP BY agency_id, level
ORDER BY captures DESC, unit_name COLLATE vi
