-- Whom lists and own counts are of, as they were kept.
SELECT DISTINCT agency_id FROM stored_overdue_dossiers
UNION
SELECT DISTINCT agency_id FROM stored_overdue_counts
UNION
SELECT DISTINCT agency_id FROM stored_own_counts
UNION
SELECT DISTINCT agency_id FROM stored_own_dossiers
ORDER BY agency_id
