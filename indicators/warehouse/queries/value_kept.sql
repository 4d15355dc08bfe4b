-- One value as it was kept, before any correction, with its maximum by the catalogue.
SELECT score, coalesce(max_score, points) AS max_value, captures.index_version
FROM mapped_observations AS kept
JOIN captures ON captures.capture_id = kept.capture_id
LEFT JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = kept.node
WHERE kept.capture_id = $capture_id AND kept.agency_id = $agency_id AND kept.node = $node
