-- Captures and lists that are shown and hold the same bytes, of the same moment, as what one withdrawal withdrew.
WITH kept AS (
    SELECT capture_id AS id, content_key, captured_at AS moment, captured_at_given AS is_given FROM stored_captures
    UNION ALL
    SELECT list_id, content_key, listed_at, listed_at_given FROM stored_overdue_lists
    UNION ALL
    SELECT list_id, content_key, counted_at, counted_at_given FROM stored_own_lists
)
SELECT again.id
FROM standing_decisions AS withdrawal
JOIN kept AS withdrawn ON withdrawn.id = withdrawal.subject_id
JOIN kept AS again ON again.content_key = withdrawn.content_key AND again.id <> withdrawn.id
WHERE
    withdrawal.kind = 'withdrawal'
    AND withdrawal.entry_id = $entry_id
    AND (again.moment = withdrawn.moment OR NOT again.is_given OR NOT withdrawn.is_given)
    AND again.id IN (SELECT id FROM shown)
ORDER BY again.id
