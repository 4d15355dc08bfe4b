-- The last decision of a kind that stands, about one capture, list, order or unit; of undoing, about one entry.
SELECT target_id, reason, entered_by, entered_at
FROM stored_decisions
WHERE
    kind = $kind
    AND CASE
        WHEN kind = 'undo' THEN target_id = $about
        ELSE subject_id = $about AND entry_id IN (SELECT entry_id FROM standing_decisions)
    END
ORDER BY ordinal DESC
LIMIT 1
