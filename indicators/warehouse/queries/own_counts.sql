-- The province's own count of a measure beside the portal's number, by agency and period: the numerator of some nodes or
-- the denominator of others, of which a capture has one, in the last capture of the period that has it. Of several counts
-- of one agency and period the last made stands, of one moment the last brought. Counts without a measure are of the
-- dossiers received. What was counted or read after a day is not told.
WITH
own AS (
    SELECT agency_id, period, counts.dossiers AS own_dossiers, lists.counted_at, lists.is_demo
    FROM told_own_counts AS counts
    JOIN own_lists AS lists USING (list_id)
    WHERE
        lists.scope = $scope
        AND coalesce(measure, 'received') = $measure
        AND vietnam_day(lists.counted_at) <= $known_by
    QUALIFY
        row_number() OVER (
            PARTITION BY agency_id, period
            ORDER BY lists.counted_at DESC, lists.imported_at DESC, lists.content_key DESC
        ) = 1
),
portal AS (
    SELECT
        captures.period,
        observations.agency_id,
        CASE WHEN list_contains($of_numerator, node) THEN numerator ELSE denominator END AS portal_dossiers,
        captures.captured_at
    FROM observations
    JOIN captures USING (capture_id)
    WHERE
        captures.scope = $scope
        AND NOT captures.is_partial
        AND list_contains($of_numerator || $of_denominator, node)
        AND captured_on <= $known_by
    QUALIFY
        row_number() OVER (
            PARTITION BY captures.period, observations.agency_id ORDER BY captures.captured_at DESC, content_key DESC
        ) = 1
)
SELECT
    own.agency_id,
    coalesce(agencies.name, own.agency_id) AS agency_name,
    agencies.level,
    own.period,
    own_dossiers,
    portal_dossiers,
    own_dossiers - portal_dossiers AS lacking,
    own.counted_at,
    portal.captured_at,
    own.is_demo
FROM own
LEFT JOIN portal ON portal.agency_id = own.agency_id AND portal.period = own.period
LEFT JOIN agencies
    ON agencies.agency_id = own.agency_id
    AND vietnam_day(own.counted_at) BETWEEN agencies.valid_from AND agencies.valid_to
ORDER BY own.agency_id, own.period
