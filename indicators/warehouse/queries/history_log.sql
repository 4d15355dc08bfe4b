-- Everything that was done to the store, the last first, in the store's own order: imports, decisions, causes, campaigns, choices of slides.
WITH
-- An agency by its last name.
named AS (SELECT agency_id, arg_max(name, valid_from) AS name FROM agencies GROUP BY agency_id),
done AS (
    SELECT
        imported_at AS done_at, imported_by AS who, 'capture' AS kind, capture_id AS id, scope, period AS subject,
        captured_at AS moment, NULL AS value, files[1].name AS file, is_demo,
        sequence, ordinal
    FROM stored_captures
    UNION ALL
    SELECT imported_at, imported_by, 'overdue_list', list_id, scope, NULL, listed_at, dossiers::VARCHAR, files[1].name, is_demo, sequence, ordinal
    FROM stored_overdue_lists
    UNION ALL
    SELECT imported_at, imported_by, 'own_list', list_id, scope, NULL, counted_at, NULL, files[1].name, is_demo, sequence, ordinal
    FROM stored_own_lists
    UNION ALL
    SELECT
        entered_at, entered_by, kind, entry_id, NULL, subject_id, NULL, coalesce(named.name, decisions.agency_id, target_id),
        reason, false, sequence, ordinal
    FROM stored_decisions AS decisions
    LEFT JOIN named ON named.agency_id = coalesce(decisions.agency_id, decisions.target_id)
    UNION ALL
    SELECT entered_at, entered_by, 'cause', entry_id, NULL, dossier_code, NULL, cause, reason, false, sequence, ordinal
    FROM stored_cause_entries
    UNION ALL
    SELECT entered_at, entered_by, 'campaign', campaign_id, scope, document_number, NULL, title, NULL, is_demo, sequence,
        ordinal
    FROM stored_campaigns
    UNION ALL
    SELECT entered_at, entered_by, 'break', break_id, NULL, from_day::VARCHAR, NULL, reason, source, false, sequence, ordinal
    FROM stored_breaks
)
SELECT
    done.* EXCLUDE (sequence, ordinal),
    corrections.node,
    corrections.expected AS before,
    corrections.value AS after,
    done.kind IN ('mapping', 'correction', 'withdrawal', 'dismissal')
    AND id IN (SELECT entry_id FROM standing_decisions) AS can_be_undone,
    id IN (SELECT subject_id FROM standing_decisions WHERE kind = 'withdrawal') AS is_withdrawn
FROM done
LEFT JOIN stored_decisions AS corrections ON done.kind = 'correction' AND corrections.entry_id = done.id
ORDER BY done.sequence DESC, done_at DESC, done.ordinal DESC, id
LIMIT $most
