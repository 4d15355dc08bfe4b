-- How the units of every level moved together in the total and the components, at every step of a province's readings: of
-- each open period from one to the next, of the closed periods of each kind by their last full readings, or where there
-- is none by the last that lacks something: what the units in both did does not hang on who is absent. Only steps over
-- which values may be compared, with no period left out and no more than `longest_step` days between two readings.
WITH
read_nodes AS (
    SELECT
        covered.*,
        basis,
        row_number() OVER (
            PARTITION BY period, is_open, covered.level, covered.node
            ORDER BY partial_nodes.capture_id IS NOT NULL, captured_at DESC, content_key DESC
        ) = 1 AS is_last
    FROM (SELECT DISTINCT capture_id, level, node FROM coverage) AS covered
    JOIN captures USING (capture_id)
    JOIN bases ON bases.capture_id = covered.capture_id AND bases.node = covered.node
    LEFT JOIN partial_nodes
        ON partial_nodes.capture_id = covered.capture_id
        AND partial_nodes.level = covered.level
        AND partial_nodes.node = covered.node
    WHERE scope = $scope
),
steps AS (
    SELECT
        capture_id,
        index_version,
        read_nodes.level,
        read_nodes.node,
        basis,
        is_open,
        CASE WHEN is_open THEN period ELSE period_kind END AS series,
        CASE
            WHEN is_open THEN dense_rank() OVER (PARTITION BY period, is_open ORDER BY captured_at, content_key)
            ELSE date_diff('month', DATE '2000-01-01', period_start) // date_diff('month', period_start, period_end + 1)
        END AS step,
        CASE WHEN is_open THEN captured_on ELSE period_start END AS day
    FROM captures
    JOIN read_nodes USING (capture_id)
    WHERE level IS NOT NULL AND (is_open OR is_last)
),
moved AS (
    SELECT
        steps.* EXCLUDE (basis),
        points,
        score AS value,
        lag(score) OVER life AS was,
        score - was AS change,
        step = lag(step) OVER life + 1
        AND may_compare(basis, units.entry_id, lag(basis) OVER life, units.entry_id)
        AND NOT (is_open AND day - lag(day) OVER life > $longest_step) AS follows
    FROM steps
    JOIN nodes ON nodes.index_version = steps.index_version AND nodes.node = steps.node AND is_counted
    JOIN units ON units.capture_id = steps.capture_id AND units.level = steps.level
    JOIN decided_observations AS observations
        ON observations.capture_id = steps.capture_id
        AND observations.agency_id = units.agency_id
        AND observations.node = steps.node
    WHERE is_compared(score, quality)
    WINDOW life AS (PARTITION BY series, steps.level, steps.node, units.entry_id ORDER BY step)
),
beside_median AS (
    SELECT *, median(change) OVER (PARTITION BY series, level, node, step) AS common FROM moved WHERE follows
)
SELECT
    series,
    level,
    node,
    step,
    is_open,
    any_value(day) AS day,
    any_value(points) AS points,
    count(*) AS units,
    median(was) AS before,
    median(value) AS after,
    any_value(common) AS change,
    median(abs(change - common)) * $spreads_a_deviation AS spread,
    avg(CASE WHEN sign(change) = sign(common) THEN 1 ELSE 0 END) AS together
FROM beside_median
GROUP BY series, level, node, step, is_open
HAVING count(*) >= $fewest
ORDER BY series, level, node, step
