-- Which components each agency lacks, at a capture and the latest ones before it of the same kind of period, partial
-- ones too. An agency is expected where any capture of the same period lists it and it exists on the day.
WITH
shown AS (
    SELECT capture_id, period, period_end, captured_at, captured_at_given, content_key, is_open, index_version, values_day AS day
    FROM captures
    WHERE
        scope = $scope
        AND period_kind = $period_kind
        AND (capture_id = $capture_id OR captured_at < $captured_at)
    ORDER BY captured_at DESC, content_key DESC
    LIMIT $most
),
listed AS (
    SELECT DISTINCT period, agency_id, entry_id, level
    FROM units
    JOIN captures USING (capture_id)
    WHERE scope = $scope AND coalesce(level, '') NOT IN ('province', 'country')
),
had AS (
    SELECT capture_id, agency_id, list(node) AS nodes
    FROM decided_observations
    WHERE
        score IS NOT NULL
        AND node IN (SELECT node FROM nodes WHERE is_counted)
        AND capture_id IN (SELECT capture_id FROM shown)
    GROUP BY ALL
),
components AS (
    SELECT index_version, list(node) AS nodes
    FROM nodes
    WHERE is_counted AND NOT is_root
    GROUP BY ALL
)
SELECT
    shown.capture_id,
    shown.period,
    shown.captured_at,
    shown.captured_at_given,
    shown.is_open,
    listed.agency_id,
    agencies.name AS agency_name,
    listed.level,
    list_filter(components.nodes, lambda node: NOT list_contains(coalesce(had.nodes, []), node)) AS lacking
FROM shown
JOIN components USING (index_version)
JOIN listed USING (period)
JOIN agencies
    ON agencies.agency_id = listed.agency_id
    AND agencies.entry_id = listed.entry_id
    AND day BETWEEN valid_from AND valid_to
LEFT JOIN had ON had.capture_id = shown.capture_id AND had.agency_id = listed.agency_id
ORDER BY shown.captured_at, shown.content_key, agencies.sort_name COLLATE vi, listed.agency_id
