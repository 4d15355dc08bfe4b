-- Names that a province's agencies were written with for the first time after they had been written otherwise, up to
-- a moment, newest first. A merger makes another entry of the register, whose first name is no change.
WITH
written AS (
    SELECT agency_id, entry_id, unit_name, captured_at
    FROM captures
    JOIN units USING (capture_id, captured_at)
    JOIN (SELECT DISTINCT capture_id, agency_id, unit_name FROM decided_observations) USING (capture_id, agency_id)
    WHERE scope = $scope AND captured_at <= $captured_at
),
first_written AS (
    SELECT agency_id, entry_id, unit_name, min(captured_at) AS since
    FROM written
    GROUP BY ALL
),
renamed AS (
    SELECT later.agency_id, later.entry_id, later.unit_name, later.since, arg_max(
        earlier.unit_name, (earlier.since, earlier.unit_name)
    ) AS previous_name
    FROM first_written AS later
    JOIN first_written AS earlier
        ON earlier.agency_id = later.agency_id
        AND earlier.entry_id = later.entry_id
        AND earlier.since < later.since
    GROUP BY ALL
)
SELECT renamed.agency_id, agencies.name AS agency_name, level, previous_name, unit_name AS new_name, since
FROM renamed
JOIN agencies USING (agency_id, entry_id)
ORDER BY since DESC, sort_name COLLATE vi, renamed.agency_id, new_name
