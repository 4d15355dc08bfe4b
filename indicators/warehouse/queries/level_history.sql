-- Every value of every unit of a level over the last steps up to a capture, oldest first; of closed periods a step may
-- have one node from another reading than the next.
WITH
way AS (
    SELECT *
    FROM steps_up_to($capture_id)
    WHERE level = $level
    QUALIFY max(step) OVER () - step < $most
)
SELECT
    way.step,
    way.period,
    way.captured_at,
    units.agency_id,
    units.agency_code,
    units.agency_name,
    way.node,
    node_value(is_scored, score, measure, denominator) AS value
FROM way
JOIN units ON units.capture_id = way.capture_id AND units.level = way.level
JOIN observations
    ON observations.capture_id = way.capture_id
    AND observations.agency_id = units.agency_id
    AND observations.node = way.node
JOIN nodes ON nodes.index_version = way.index_version AND nodes.node = way.node
ORDER BY way.step, units.alphabetical, units.agency_id
