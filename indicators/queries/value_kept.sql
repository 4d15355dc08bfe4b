-- One value as it was kept, before any correction, with its maximum by the catalogue.
SELECT score, coalesce(max_score, points) AS max_value, captures.index_version
FROM stored_observations AS stored
JOIN captures ON captures.capture_id = stored.capture_id
LEFT JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = stored.node
WHERE stored.capture_id = $capture_id AND stored.agency_id = $agency_id AND stored.node = $node
