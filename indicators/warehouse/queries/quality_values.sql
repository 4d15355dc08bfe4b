-- Everything a capture holds of its units, in their Vietnamese order, to be checked value by value.
SELECT
    units.agency_id,
    units.agency_name,
    units.level,
    observations.node,
    numerator,
    denominator,
    measure,
    score,
    origin,
    quality
FROM units
JOIN decided_observations AS observations
    ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
WHERE units.capture_id = $capture_id
ORDER BY units.alphabetical, units.agency_id, observations.node
