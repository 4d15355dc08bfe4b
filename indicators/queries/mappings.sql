-- Who units are that the register does not hold, as people decided.
SELECT seen_id, level, agency_id FROM mappings
