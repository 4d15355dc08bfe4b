-- The causes that stand for these dossiers, as people entered them, whatever shape their codes had then.
SELECT asked.dossier_code, cause, reason, entered_by, entered_at
FROM (SELECT unnest(string_split($codes, '|')) AS dossier_code) AS asked
JOIN entered_causes ON entered_causes.dossier_key = dossier_key(asked.dossier_code)
ORDER BY asked.dossier_code
