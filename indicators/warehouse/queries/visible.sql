-- What users see. The demonstration steps aside as soon as one real capture or list is there; what was withdrawn is
-- not shown, and comes back when the withdrawal is undone.
CREATE OR REPLACE TABLE standing_decisions AS
SELECT *
FROM stored_decisions
WHERE
    kind <> 'undo'
    AND entry_id NOT IN (SELECT target_id FROM stored_decisions WHERE kind = 'undo');

CREATE OR REPLACE TABLE mappings AS
SELECT subject_id AS seen_id, level, target_id AS agency_id
FROM standing_decisions
WHERE kind = 'mapping'
QUALIFY row_number() OVER (PARTITION BY seen_id, level ORDER BY ordinal DESC) = 1;

CREATE OR REPLACE TABLE shown AS
WITH kept AS (
    SELECT capture_id AS id, is_demo FROM stored_captures
    UNION ALL
    SELECT list_id, is_demo FROM stored_overdue_lists
    UNION ALL
    SELECT list_id, is_demo FROM stored_own_lists
)
SELECT id
FROM kept
WHERE
    (NOT is_demo OR NOT EXISTS (SELECT 1 FROM kept WHERE NOT is_demo))
    AND id NOT IN (SELECT subject_id FROM standing_decisions WHERE kind = 'withdrawal');

CREATE OR REPLACE TABLE campaigns AS
SELECT * EXCLUDE (attempt, sequence, ordinal)
FROM stored_campaigns
WHERE campaign_id NOT IN (SELECT subject_id FROM standing_decisions WHERE kind = 'withdrawal');

CREATE OR REPLACE TABLE overdue_lists AS
SELECT * EXCLUDE (attempt, sequence, ordinal)
FROM stored_overdue_lists
WHERE list_id IN (SELECT id FROM shown);

CREATE OR REPLACE TABLE own_lists AS
SELECT * EXCLUDE (attempt, sequence, ordinal)
FROM stored_own_lists
WHERE list_id IN (SELECT id FROM shown);

-- Of several causes entered for a dossier the last stands.
CREATE OR REPLACE TABLE entered_causes AS
SELECT dossier_key(dossier_code) AS dossier_key, cause, reason, entered_by, entered_at
FROM stored_cause_entries
QUALIFY row_number() OVER (PARTITION BY dossier_key ORDER BY ordinal DESC) = 1;
