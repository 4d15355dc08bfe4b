-- A dossier's life over successive lists, made once for each version of the store's lists.

-- The successive lists of a province; what was listed for one moment is one list, in however many files. A list
-- of counts alone says nothing of single dossiers and is no step of their lives.
CREATE OR REPLACE TABLE overdue_steps AS
SELECT
    scope,
    listed_at,
    any_value(listed_on) AS listed_on,
    bool_and(listed_at_given) AS listed_at_given,
    row_number() OVER (PARTITION BY scope ORDER BY listed_at) AS step,
    list(list_id ORDER BY list_id) AS list_ids,
    bool_or(is_demo) AS is_demo,
    sum(set_aside)::BIGINT AS set_aside
FROM overdue_lists
WHERE dossiers > 0 OR counts = 0
GROUP BY scope, listed_at;

-- Of several causes entered for a dossier the last stands.
CREATE OR REPLACE TABLE entered_causes AS
SELECT dossier_code, cause, reason, entered_by, entered_at
FROM stored_cause_entries
QUALIFY row_number() OVER (PARTITION BY dossier_code ORDER BY entered_at DESC, entry_id DESC) = 1;

-- One row a dossier and list; of a dossier in several files for one moment, that of the file brought last. `agency_id`
-- is whose dossier it is by the last list that has it, so that no dossier passes from agency to agency when agencies
-- merge: what is cleared is cleared by the one responsible.
CREATE OR REPLACE TABLE overdue_rows AS
WITH
listed AS (
    SELECT
        steps.scope,
        steps.step,
        steps.listed_on,
        dossiers.* EXCLUDE (file, sheet, row),
        -- Vietnam's day, without a time zone database.
        vietnam_day(due_at) AS due_on,
        vietnam_day(accepted_at) AS accepted_on
    FROM told_overdue_dossiers AS dossiers
    JOIN overdue_lists AS lists ON lists.list_id = dossiers.list_id
    JOIN overdue_steps AS steps ON steps.scope = lists.scope AND steps.listed_at = lists.listed_at
    QUALIFY
        row_number() OVER (
            PARTITION BY steps.scope, dossier_code, steps.step ORDER BY lists.imported_at DESC, lists.content_key DESC
        ) = 1
),
lived AS (
    SELECT
        *,
        last_value(agency_id) OVER whole_life AS lasting_agency,
        lag(step) OVER life AS previous_step,
        lead(step) OVER life AS next_step,
        min(step) OVER whole_life AS first_step
    FROM listed
    WINDOW
        life AS (PARTITION BY scope, dossier_code ORDER BY step),
        whole_life AS (
            PARTITION BY scope, dossier_code ORDER BY step
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
)
SELECT
    lived.scope,
    lived.step,
    lived.listed_on,
    lived.dossier_code,
    lived.lasting_agency AS agency_id,
    lived.handler_id,
    lived.procedure,
    lived.field,
    lived.accepted_on,
    lived.due_on,
    lived.kind,
    coalesce(entered_causes.cause, lived.cause) AS cause,
    lived.status,
    lived.first_step,
    -- In the first list of all, who is new is not known.
    CASE
        WHEN lived.step = 1 THEN 'first'
        WHEN previous_step IS NULL THEN 'new'
        WHEN previous_step < lived.step - 1 THEN 'returned'
        ELSE 'still'
    END AS arrival,
    next_step IS DISTINCT FROM lived.step + 1 AND lived.step < last_steps.step AS is_cleared_after,
    (lived.listed_on - due_on)::INTEGER AS overdue_days,
    (listed_day.working_days - due_day.working_days)::INTEGER AS overdue_working_days,
    CASE
        WHEN overdue_days <= 7 THEN 1
        WHEN overdue_days <= 30 THEN 2
        WHEN overdue_days <= 90 THEN 3
        WHEN overdue_days <= 180 THEN 4
        WHEN overdue_days > 180 THEN 5
    END AS age_band
FROM lived
JOIN (SELECT scope, max(step) AS step FROM overdue_steps GROUP BY scope) AS last_steps
    ON last_steps.scope = lived.scope
LEFT JOIN working_days AS listed_day ON listed_day.day = lived.listed_on
LEFT JOIN working_days AS due_day ON due_day.day = lived.due_on
LEFT JOIN entered_causes ON entered_causes.dossier_code = lived.dossier_code
ORDER BY lived.scope, lived.step, agency_id;
