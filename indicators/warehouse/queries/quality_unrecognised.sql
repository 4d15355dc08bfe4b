-- Units of a capture, and of the province's latest list of overdue dossiers by then, that the register does not hold.
SELECT agency_id, agency_name, level, agency_code, $source AS source
FROM units
WHERE capture_id = $capture_id AND is_unrecognised
UNION ALL
SELECT NULL, unit, NULL, NULL, 'overdue_list'
FROM (
    SELECT unnest(unrecognised) AS unit
    FROM (
        SELECT unrecognised
        FROM overdue_lists
        WHERE scope = $scope AND listed_at <= $captured_at
        ORDER BY listed_at DESC, imported_at DESC, content_key DESC
        LIMIT 1
    )
)
WHERE unit NOT IN (SELECT unit FROM told_units)
ORDER BY source DESC, agency_name
