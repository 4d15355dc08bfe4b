-- Proposed breaks that people said are none.
SELECT subject_id FROM standing_decisions WHERE kind = 'dismissal'
