-- When captures were read that have a unit and an agency side by side: mapping one to the other would give it two
-- values.
SELECT captured_at AS moment
FROM captures
WHERE
    capture_id IN (SELECT capture_id FROM observations WHERE agency_id = $seen_id AND coalesce(level, $level) = $level)
    AND capture_id IN (SELECT capture_id FROM observations WHERE agency_id = $agency_id)
ORDER BY moment
