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
