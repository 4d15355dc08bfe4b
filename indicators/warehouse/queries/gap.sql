-- Of every unit of a province at a capture: the cases that each of some nodes counts, and how many of them are missing.
SELECT
    node,
    units.agency_id,
    units.agency_code,
    units.agency_name,
    units.short_name,
    units.level,
    numerator,
    denominator,
    greatest(denominator - numerator, 0) AS missing,
    coalesce(list_has_any(quality, ['TEMP_NATIONAL_REPORT_DENOMINATOR', 'NO_NATIONAL_REPORT_DATA']), false)
        AS is_provisional
FROM units
JOIN decided_observations AS observations
    ON observations.capture_id = units.capture_id AND observations.agency_id = units.agency_id
WHERE
    units.capture_id = $capture_id
    AND node IN $nodes
    AND numerator IS NOT NULL
    AND denominator IS NOT NULL
ORDER BY missing DESC, units.alphabetical, units.agency_id
