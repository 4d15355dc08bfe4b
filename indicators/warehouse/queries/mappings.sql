-- Who units are that the register does not hold, as people decided, with the names captures give them.
SELECT DISTINCT seen_id, mappings.level, mappings.agency_id, unit_name
FROM mappings
LEFT JOIN kept_names ON kept_names.agency_id = seen_id
ORDER BY ALL
