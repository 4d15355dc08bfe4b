-- The values of some nodes that a peer group, or one of its units, has at these captures (`trend_steps`). One that cannot be
-- right does not count among its peers. Asked apart from the units: joined to them, each part of each file would be held
-- against all of them before it is read.
SELECT
    capture_id,
    agency_id,
    node,
    node_value($is_scored, score, measure, denominator) AS value,
    is_compared(value, quality) AS is_compared,
    coalesce(list_contains(quality, 'corrected'), false) AS is_corrected,
    coalesce(list_contains(quality, 'unlike_parts'), false) AS is_unlike_parts
FROM decided_observations
WHERE
    node IN $nodes
    AND level = $level
    AND capture_id IN $steps
    -- Of the files in parts only theirs are looked at.
    AND capture_id BETWEEN list_min($steps) AND list_max($steps)
    AND ($agency_id::VARCHAR IS NULL OR agency_id = $agency_id)
