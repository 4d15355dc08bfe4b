-- The backlog of one list by one of its dimensions, the largest part first; a part without a name is missing.
SELECT
    CASE $by
        WHEN 'agency' THEN overdue_rows.agency_id
        WHEN 'age_band' THEN age_band::VARCHAR
        WHEN 'procedure' THEN procedure
        WHEN 'field' THEN field
        WHEN 'cause' THEN cause
        WHEN 'kind' THEN overdue_rows.kind
    END AS part,
    CASE WHEN $by = 'agency' THEN coalesce(any_value(agencies.name), part) ELSE part END AS name,
    CASE WHEN $by = 'agency' THEN any_value(agencies.level) END AS level,
    count(*) AS dossiers,
    count(*) FILTER (age_band = 1) AS band_1,
    count(*) FILTER (age_band = 2) AS band_2,
    count(*) FILTER (age_band = 3) AS band_3,
    count(*) FILTER (age_band = 4) AS band_4,
    count(*) FILTER (age_band = 5) AS band_5,
    count(*) FILTER (arrival = 'new') AS new,
    count(*) FILTER (arrival = 'returned') AS returned,
    count(*) FILTER (overdue_rows.kind = 'acceptance') AS acceptance,
    count(*) FILTER (overdue_rows.kind = 'processing') AS processing,
    count(*) FILTER (cause = 'synchronisation') AS synchronisation,
    count(*) FILTER (cause = 'delay') AS delay,
    count(*) FILTER (cause = 'unknown') AS unknown,
    max(overdue_days) AS longest_days,
    median(overdue_days) AS median_days,
    min(due_on) AS oldest_due
FROM overdue_rows
LEFT JOIN agencies
    ON agencies.agency_id = overdue_rows.agency_id
    AND overdue_rows.listed_on BETWEEN agencies.valid_from AND agencies.valid_to
WHERE
    overdue_rows.scope = $scope
    AND step = $step
    AND ($agency_id::VARCHAR IS NULL OR overdue_rows.agency_id = $agency_id)
    AND ($age_band::INTEGER IS NULL OR age_band = $age_band)
    AND ($procedure::VARCHAR IS NULL OR procedure = $procedure)
    AND ($field::VARCHAR IS NULL OR field = $field)
    AND ($cause::VARCHAR IS NULL OR cause = $cause)
    AND ($kind::VARCHAR IS NULL OR overdue_rows.kind = $kind)
GROUP BY part
ORDER BY CASE WHEN $by = 'age_band' THEN part END, dossiers DESC, name COLLATE vi
