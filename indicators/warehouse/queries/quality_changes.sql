-- What changed between two captures, and whether far more or less than with the unit's peers: by more than `far`
-- robust spreads from the peers' median change, and by more than a part of the maximum. A unit that merged in
-- between is another one, and a peer group that is too small has no usual change.
WITH
scored AS (
    SELECT
        units.capture_id,
        units.agency_id,
        units.entry_id,
        units.agency_name,
        units.alphabetical,
        units.level,
        observations.node,
        points,
        score,
        basis
    FROM units
    JOIN decided_observations AS observations
        ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
    JOIN captures ON captures.capture_id = units.capture_id
    JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = observations.node
    JOIN bases ON bases.capture_id = observations.capture_id AND bases.node = observations.node
    WHERE
        units.capture_id IN ($capture_id, $previous_id)
        -- Of the files in parts only theirs are looked at.
        AND observations.capture_id BETWEEN least($capture_id, $previous_id) AND greatest($capture_id, $previous_id)
        AND is_scored
        AND score IS NOT NULL
),
changed AS (
    SELECT now.*, before.score AS previous, now.score - before.score AS change
    FROM scored AS now
    JOIN scored AS before USING (agency_id, entry_id, level, node, basis)
    WHERE now.capture_id = $capture_id AND before.capture_id = $previous_id
),
usual AS (
    SELECT level, node, median(change) AS usual_change, mad(change) * $spreads_a_deviation AS spread
    FROM changed
    GROUP BY ALL
    HAVING count(*) >= $fewest
)
SELECT
    agency_id,
    agency_name,
    level,
    node,
    previous,
    score AS value,
    round(change, 6) AS change,
    round(usual_change, 6) AS usual_change,
    round(spread, 6) AS spread,
    abs(change - usual_change) > greatest($far * spread, $least_share * points) + 1e-6 AS is_jump
FROM changed
JOIN usual USING (level, node)
ORDER BY abs(change) DESC, alphabetical, agency_id, node
