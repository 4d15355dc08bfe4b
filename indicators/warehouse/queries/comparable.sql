-- The nodes and levels of which there are values, at any level too (level is null), the levels at all (node is null), and
-- that there are any (both are null).
CREATE OR REPLACE TABLE cover_nodes AS
SELECT cover, level, node
FROM covers
GROUP BY GROUPING SETS ((cover, level, node), (cover, level), (cover, node), (cover))
-- Of units whose level nobody knows there is nothing to say by level.
HAVING grouping(level) = 1 OR level IS NOT NULL;

-- Where a kind of readings lacks something, in the same way.
CREATE OR REPLACE TABLE lacking_nodes AS
SELECT kind, level, node
FROM partial_of_kinds
GROUP BY GROUPING SETS ((kind, level, node), (kind, level), (kind, node), (kind));

-- Of each the last reading of its period that lacks nothing, of the open and of the closed one.
CREATE OR REPLACE TABLE last_readings AS
WITH candidates AS (
    SELECT
        scope,
        period,
        is_open,
        lacking.kind,
        cover,
        max({'captured_at': captured_at, 'content_key': content_key, 'capture_id': capture_id}) AS reading
    FROM captures
    JOIN (SELECT capture_id, kind, cover FROM capture_kinds) AS kinds USING (capture_id)
    LEFT JOIN (SELECT DISTINCT kind FROM lacking_nodes) AS lacking ON lacking.kind = kinds.kind
    GROUP BY ALL
)
SELECT max(reading).capture_id AS capture_id, covered.level, covered.node
FROM candidates
JOIN cover_nodes AS covered USING (cover)
LEFT JOIN lacking_nodes AS lacking
    ON lacking.kind = candidates.kind
    AND lacking.level IS NOT DISTINCT FROM covered.level
    AND lacking.node IS NOT DISTINCT FROM covered.node
WHERE lacking.kind IS NULL
GROUP BY scope, period, is_open, covered.level, covered.node;

-- What may be compared over time: every capture with the nodes of which it has and lacks no values at a level, at any level
-- (level is null), the levels at which it lacks nothing (node is null), and whether it lacks nothing at all (both are
-- null), and what these rest on. `is_last` is the last such reading of its period, of the open and of the closed one; it
-- stands for the period wherever periods follow one another: in histories, trends, changes and the workbook.
CREATE OR REPLACE VIEW comparable AS
SELECT
    kinds.capture_id,
    covered.level,
    covered.node,
    bases.basis,
    last_readings.capture_id IS NOT NULL AS is_last
FROM (SELECT capture_id, kind, cover FROM capture_kinds) AS kinds
JOIN cover_nodes AS covered USING (cover)
LEFT JOIN bases ON bases.capture_id = kinds.capture_id AND bases.node IS NOT DISTINCT FROM covered.node
LEFT JOIN last_readings
    ON last_readings.capture_id = kinds.capture_id
    AND last_readings.level IS NOT DISTINCT FROM covered.level
    AND last_readings.node IS NOT DISTINCT FROM covered.node
LEFT JOIN lacking_nodes AS lacking
    ON lacking.kind = kinds.kind
    AND lacking.level IS NOT DISTINCT FROM covered.level
    AND lacking.node IS NOT DISTINCT FROM covered.node
WHERE lacking.kind IS NULL;

-- All that came before a capture, a row a reading, level and node: of an open period its readings until then, of a
-- closed one the closed periods of its kind before it and the capture itself (where that lacks something of the node, its
-- period's last full reading). `basis` is what each rests on, `basis_of_shown` what the capture does.
CREATE OR REPLACE MACRO everything_up_to(capture) AS TABLE
SELECT
    comparable.level,
    comparable.node,
    steps.capture_id,
    steps.period,
    steps.period_end,
    steps.captured_at,
    steps.content_key,
    steps.index_version,
    shown.is_open,
    comparable.basis,
    bases.basis AS basis_of_shown
FROM captures AS shown
JOIN captures AS steps
    ON steps.scope = shown.scope AND steps.is_open = shown.is_open
JOIN comparable ON comparable.capture_id = steps.capture_id
JOIN bases ON bases.capture_id = shown.capture_id AND bases.node IS NOT DISTINCT FROM comparable.node
LEFT JOIN comparable AS own
    ON own.capture_id = shown.capture_id
    AND own.level IS NOT DISTINCT FROM comparable.level
    AND own.node IS NOT DISTINCT FROM comparable.node
WHERE
    shown.capture_id = capture
    AND CASE
        WHEN shown.is_open THEN steps.period = shown.period AND steps.captured_at <= shown.captured_at
        WHEN steps.period = shown.period THEN steps.capture_id = capture OR (own.capture_id IS NULL AND comparable.is_last)
        ELSE steps.period_kind = shown.period_kind AND steps.period_end < shown.period_end AND comparable.is_last
    END;

-- The way up to a capture: of all that came before only what rests on the same, never across systems, versions or breaks.
CREATE OR REPLACE MACRO steps_up_to(capture) AS TABLE
SELECT
    * EXCLUDE (content_key, is_open, basis, basis_of_shown),
    dense_rank() OVER (ORDER BY period_end, CASE WHEN is_open THEN (captured_at, content_key) END) AS step
FROM everything_up_to(capture)
WHERE basis = basis_of_shown;
