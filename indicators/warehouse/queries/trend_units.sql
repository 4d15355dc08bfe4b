-- The units of a peer group, or one of them, at these captures (`trend_steps`), in Vietnamese order.
SELECT capture_id, agency_id, entry_id, agency_code, agency_name, short_name
-- From the captures to their units: to choose among the units of all takes minutes in a store of years.
FROM (SELECT capture_id FROM captures WHERE capture_id IN $steps)
JOIN units USING (capture_id)
WHERE level = $level AND ($agency_id::VARCHAR IS NULL OR agency_id = $agency_id)
ORDER BY alphabetical, agency_id
