-- Every unit a scope's captures ever listed, by level and name as last written, and until when it exists. One whose level
-- was never told has no peers, and waits to be recognised.
SELECT
    agency_id,
    agency_name,
    short_name,
    units.level,
    alphabetical,
    valid_to,
    valid_to < (SELECT max(values_day) FROM captures WHERE scope = $scope) AS has_ended
FROM units
JOIN captures USING (capture_id)
JOIN (SELECT agency_id, max(valid_to) AS valid_to FROM agencies GROUP BY agency_id) USING (agency_id)
WHERE scope = $scope AND units.level IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY agency_id ORDER BY captures.captured_at DESC, capture_id) = 1
ORDER BY alphabetical, agency_id
