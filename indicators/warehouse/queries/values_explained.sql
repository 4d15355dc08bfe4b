-- Everything a capture holds of its units, of one level or of all, of some of them or of all, as points are explained by it.
SELECT
    units.agency_id,
    units.entry_id,
    units.agency_name,
    units.short_name,
    units.level,
    captures.index_version,
    observations.node,
    numerator,
    denominator,
    measure,
    node_value(is_scored, score, measure, denominator) AS value,
    node_maximum(is_scored, max_score, points) AS max_value,
    origin,
    is_ranked(node_value(is_scored, score, measure, denominator), observations.quality, direction) AS is_ranked
FROM units
JOIN decided_observations AS observations
    ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
JOIN captures ON captures.capture_id = units.capture_id
JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = observations.node
WHERE
    units.capture_id = $capture_id
    AND ($level::VARCHAR IS NULL OR units.level = $level)
    AND ($units::VARCHAR[] IS NULL OR list_contains($units, units.agency_id))
ORDER BY units.alphabetical, units.agency_id
