-- Every value of a capture as it was decided, under the register's names; whatever is missing is empty.
SELECT
    units.agency_id,
    units.agency_code,
    units.agency_name,
    units.level,
    observations.node,
    observations.score,
    observations.max_score,
    observations.measure,
    observations.numerator,
    observations.denominator,
    observations.origin,
    observations.quality
FROM decided_observations AS observations
JOIN units ON units.capture_id = observations.capture_id AND units.agency_id = observations.agency_id
WHERE observations.capture_id = $capture_id
ORDER BY units.level, units.agency_id, observations.node
