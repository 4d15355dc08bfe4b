-- The province's own count of a measure beside the portal's number, by agency and period: the numerator of some nodes or
-- the denominator of others. Of several counts of one agency and period the last made stands, of one moment the last
-- brought. Beside it stands the reading nearest to its day: within $days of it, or, where both were made once the period
-- had ended, any; where the portal has a number and no reading fits, `is_of_another_day` says so. Counts without a
-- measure are of the dossiers received. What was counted or read after a day is not told.
WITH
own AS (
    SELECT
        agency_id,
        period,
        counts.dossiers AS own_dossiers,
        lists.counted_at,
        lists.counted_at_given,
        vietnam_day(lists.counted_at) AS counted_on,
        lists.is_demo
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
        captures.period_end,
        observations.agency_id,
        CASE WHEN list_contains($of_numerator, node) THEN numerator ELSE denominator END AS portal_dossiers,
        captures.captured_at,
        captures.captured_on,
        captures.content_key
    FROM observations
    JOIN captures USING (capture_id)
    WHERE
        captures.scope = $scope
        AND NOT captures.is_partial
        AND list_contains($of_numerator || $of_denominator, node)
        AND captured_on <= $known_by
),
beside AS (
    SELECT
        own.*,
        portal.captured_at,
        portal.portal_dossiers,
        abs(portal.captured_on - own.counted_on) AS apart,
        apart <= $days OR (own.counted_on > portal.period_end AND portal.captured_on > portal.period_end) AS fits
    FROM own
    LEFT JOIN portal ON portal.agency_id = own.agency_id AND portal.period = own.period
    QUALIFY
        row_number() OVER (
            PARTITION BY own.agency_id, own.period
            ORDER BY fits DESC NULLS LAST, apart, portal.captured_at DESC, portal.content_key DESC
        ) = 1
)
SELECT
    beside.agency_id,
    coalesce(agencies.name, beside.agency_id) AS agency_name,
    agencies.level,
    beside.period,
    own_dossiers,
    CASE WHEN fits THEN portal_dossiers END AS portal_dossiers,
    CASE WHEN fits THEN own_dossiers - portal_dossiers END AS lacking,
    beside.counted_at,
    beside.counted_at_given,
    CASE WHEN fits THEN beside.captured_at END AS captured_at,
    coalesce(portal_dossiers IS NOT NULL AND NOT fits, FALSE) AS is_of_another_day,
    beside.is_demo
FROM beside
LEFT JOIN agencies
    ON agencies.agency_id = beside.agency_id AND counted_on BETWEEN agencies.valid_from AND agencies.valid_to
ORDER BY beside.agency_id, beside.period
