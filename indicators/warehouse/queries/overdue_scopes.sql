-- The provinces whose lists of overdue dossiers are kept.
SELECT DISTINCT scope FROM overdue_lists ORDER BY scope
