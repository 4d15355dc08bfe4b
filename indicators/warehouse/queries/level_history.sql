-- Every value of every unit of a level over the last steps up to a capture: of an open period its successive full
-- captures, of closed periods of a kind the last full capture of each. Never across index versions.
WITH
shown AS (SELECT * FROM captures WHERE capture_id = $capture_id),
steps AS (
    SELECT captures.capture_id, captures.period, captures.period_end, captures.captured_at, captures.captured_on
    FROM captures, shown
    WHERE
        captures.scope = shown.scope
        AND NOT captures.is_partial
        AND captures.index_version = shown.index_version
        AND captures.captured_at <= shown.captured_at
        AND CASE
            WHEN shown.is_open THEN captures.period = shown.period AND captures.is_open
            ELSE captures.period_kind = shown.period_kind AND NOT captures.is_open
        END
    QUALIFY
        row_number() OVER (
            PARTITION BY CASE WHEN shown.is_open THEN captures.capture_id ELSE captures.period END
            ORDER BY captures.captured_at DESC
        ) = 1
),
last_steps AS (SELECT * FROM steps ORDER BY period_end DESC, captured_at DESC LIMIT $most)
SELECT
    last_steps.period,
    last_steps.period_end,
    last_steps.captured_on,
    last_steps.captured_at,
    units.agency_id,
    units.agency_code,
    units.agency_name,
    observations.node,
    round(CASE WHEN is_scored THEN score WHEN denominator IS DISTINCT FROM 0 THEN measure END, 6) AS value
FROM last_steps
JOIN units ON units.capture_id = last_steps.capture_id AND units.level = $level
JOIN observations
    ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
JOIN captures ON captures.capture_id = last_steps.capture_id
JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = observations.node
ORDER BY last_steps.period_end, last_steps.captured_at, units.alphabetical
