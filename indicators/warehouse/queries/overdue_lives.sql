-- Dossiers' lives over the successive lists of one province, that of `asked_scope`; those of others stay as they were.

-- The successive lists; what was listed for one moment is one list, in however many files. A list of counts alone says
-- nothing of single dossiers and is no step of their lives.
CREATE OR REPLACE TEMP TABLE asked_lists AS
SELECT *
FROM overdue_lists
WHERE scope IN (FROM asked_scope) AND (dossiers > 0 OR counts = 0);

CREATE OR REPLACE TEMP TABLE asked_steps AS
SELECT
    scope,
    listed_at,
    any_value(listed_on) AS listed_on,
    bool_and(listed_at_given) AS listed_at_given,
    row_number() OVER (ORDER BY listed_at) AS step,
    list(list_id ORDER BY list_id) AS list_ids,
    bool_or(is_demo) AS is_demo,
    sum(set_aside)::BIGINT AS set_aside
FROM asked_lists
GROUP BY scope, listed_at;

CREATE TABLE IF NOT EXISTS overdue_steps AS FROM asked_steps LIMIT 0;
DELETE FROM overdue_steps WHERE scope IN (FROM asked_scope);
INSERT INTO overdue_steps FROM asked_steps;

-- Which steps tell of which dossiers, and so clear those they do not have: of both kinds or of one, of all agencies
-- or, where a list is said to be of some agencies only, of those it names.
CREATE OR REPLACE TEMP TABLE overdue_told AS
WITH agencies AS (
    SELECT list_id, NULL AS agency_id
    FROM asked_lists
    WHERE is_part IS NOT TRUE
    UNION
    SELECT list_id, agency_id
    FROM told_overdue_dossiers
    WHERE list_id IN (SELECT list_id FROM asked_lists WHERE is_part)
)
SELECT DISTINCT steps.step, kinds.kind, agencies.agency_id
FROM asked_lists AS lists
JOIN agencies USING (list_id)
JOIN asked_steps AS steps USING (listed_at)
JOIN (VALUES ('acceptance'), ('processing')) AS kinds (kind) ON lists.kind IS NULL OR lists.kind = kinds.kind;

-- Of every step and kind, the steps of all agencies before and after it.
CREATE OR REPLACE TEMP TABLE overdue_told_of_all AS
WITH cells AS (
    SELECT kinds.kind, steps.step, whole.step AS whole_step
    FROM asked_steps AS steps
    CROSS JOIN (VALUES ('acceptance'), ('processing')) AS kinds (kind)
    LEFT JOIN (SELECT DISTINCT kind, step FROM overdue_told WHERE agency_id IS NULL) AS whole
        ON whole.kind = kinds.kind AND whole.step = steps.step
)
SELECT
    kind,
    step,
    count(whole_step) OVER (PARTITION BY kind ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 0
        AS is_told_before,
    min(whole_step) OVER (PARTITION BY kind ORDER BY step ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS told_next
FROM cells;

-- The same of the agencies of lists that are of some agencies only.
CREATE OR REPLACE TEMP TABLE overdue_told_of_some AS
SELECT
    told.kind,
    told.agency_id,
    steps.step,
    bool_or(told.step < steps.step) AS is_told_before,
    min(told.step) FILTER (told.step > steps.step) AS told_next
FROM overdue_told AS told
CROSS JOIN asked_steps AS steps
WHERE told.agency_id IS NOT NULL
GROUP BY ALL;

-- One row a dossier and step in which it stands: those in which a list has it, and those in which no list tells of it,
-- with what was told last. A list that has it as finished, withdrawn, refused or paused tells that it is gone. Of
-- a dossier in several files for one moment, that of the file brought last. `agency_id` is whose dossier it was when the
-- list was drawn up.
CREATE OR REPLACE TEMP VIEW asked_rows AS
WITH
listed AS (
    SELECT
        steps.step,
        steps.listed_on AS told_on,
        dossiers.* EXCLUDE (file, sheet, row),
        -- Vietnam's day, without a time zone database.
        vietnam_day(due_at) AS due_on,
        vietnam_day(accepted_at) AS accepted_on
    FROM told_overdue_dossiers AS dossiers
    JOIN asked_lists AS lists USING (list_id)
    JOIN asked_steps AS steps USING (listed_at)
    QUALIFY
        row_number() OVER (
            PARTITION BY dossier_key, steps.step ORDER BY lists.imported_at DESC, lists.content_key DESC
        ) = 1
),
lived AS (
    SELECT
        listed.*,
        lead(listed.step) OVER life AS listed_next,
        coalesce(lead(is_standing(listed.status)) OVER life, false) AS is_standing_next,
        lead(listed.agency_id) OVER life AS next_agency_id,
        coalesce(of_all.is_told_before, false) OR coalesce(of_some.is_told_before, false) AS is_told_before,
        least(of_all.told_next, of_some.told_next) AS told_next
    FROM listed
    LEFT JOIN overdue_told_of_all AS of_all
        ON of_all.kind = listed.kind AND of_all.step = listed.step
    LEFT JOIN overdue_told_of_some AS of_some
        ON of_some.kind = listed.kind
        AND of_some.step = listed.step
        AND of_some.agency_id = listed.agency_id
    WINDOW life AS (PARTITION BY dossier_key ORDER BY listed.step)
),
-- From its list until it is listed again, is told to be gone, or the lists end.
standing AS (
    SELECT
        lived.*,
        least(listed_next, told_next, last_step + 1) AS ends,
        lag(lived.step) OVER life AS previous_step,
        lag(lived.agency_id) OVER life AS previous_agency_id,
        lag(ends) OVER life AS previous_ends,
        first_value(lived.step) OVER life AS first_step
    FROM lived
    CROSS JOIN (SELECT max(step) AS last_step FROM asked_steps)
    WHERE is_standing(lived.status)
    WINDOW life AS (PARTITION BY dossier_key ORDER BY lived.step)
),
placed AS (
    SELECT standing.* EXCLUDE (step), standing.step AS listed_step, unnest(range(standing.step, ends)) AS step
    FROM standing
)
SELECT
    steps.scope,
    placed.step,
    steps.listed_on,
    placed.told_on,
    placed.dossier_key,
    placed.dossier_code,
    placed.agency_id,
    placed.handler_id,
    placed.procedure,
    placed.field,
    placed.accepted_on,
    placed.due_on,
    placed.kind,
    placed.cause,
    placed.status,
    placed.first_step,
    -- Where no list told of such dossiers before, who is new is not known.
    CASE
        WHEN placed.step > listed_step THEN 'still'
        WHEN NOT is_told_before AND previous_step IS NULL THEN 'first'
        WHEN previous_step IS NULL THEN 'new'
        WHEN previous_ends < listed_step THEN 'returned'
        ELSE 'still'
    END AS arrival,
    placed.step = listed_step AND arrival = 'still' AND previous_agency_id <> placed.agency_id AS is_from_another,
    placed.step = ends - 1 AND ends = listed_next AND is_standing_next AND next_agency_id <> placed.agency_id
        AS is_to_another,
    placed.step = ends - 1 AND ends IN (told_next, listed_next) AND NOT (ends = listed_next AND is_standing_next)
        AS is_cleared_after,
    (steps.listed_on - due_on)::INTEGER AS overdue_days,
    (listed_day.working_days - due_day.working_days)::INTEGER AS overdue_working_days,
    CASE
        WHEN overdue_days <= 7 THEN 1
        WHEN overdue_days <= 30 THEN 2
        WHEN overdue_days <= 90 THEN 3
        WHEN overdue_days <= 180 THEN 4
        WHEN overdue_days > 180 THEN 5
    END AS age_band
FROM placed
JOIN asked_steps AS steps USING (step)
LEFT JOIN working_days AS listed_day ON listed_day.day = steps.listed_on
LEFT JOIN working_days AS due_day ON due_day.day = placed.due_on
ORDER BY placed.step, placed.agency_id;

CREATE TABLE IF NOT EXISTS followed_rows AS FROM asked_rows LIMIT 0;
DELETE FROM followed_rows WHERE scope IN (FROM asked_scope);
INSERT INTO followed_rows FROM asked_rows;

-- A cause that was entered goes before the list's.
CREATE OR REPLACE VIEW overdue_rows AS
SELECT followed_rows.* REPLACE (coalesce(entered_causes.cause, followed_rows.cause) AS cause)
FROM followed_rows
LEFT JOIN entered_causes USING (dossier_key);
