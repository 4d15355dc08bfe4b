-- Every unit of a level with every value a capture has of it, in the units' Vietnamese order.
SELECT
    units.agency_id,
    units.agency_code,
    units.agency_name,
    observations.node,
    numerator,
    denominator,
    node_value(is_scored, score, measure, denominator) AS value,
    node_maximum(is_scored, max_score, points) AS max_value,
    origin,
    observations.quality
FROM units
JOIN decided_observations AS observations
    ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
JOIN captures ON captures.capture_id = units.capture_id
JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = observations.node
WHERE units.capture_id = $capture_id AND units.level = $level
ORDER BY units.alphabetical, units.agency_id
