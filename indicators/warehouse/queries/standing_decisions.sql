-- Decisions that nobody undid.
SELECT entry_id, kind, subject_id FROM standing_decisions
