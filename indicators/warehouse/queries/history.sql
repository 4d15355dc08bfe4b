-- A unit's points of a node over comparable captures, oldest first, up to one moment: for an open period its
-- successive captures, for a closed one the last capture of every closed period of its kind.
SELECT captured_at, period, period_end, score AS value
FROM captures
JOIN observations USING (capture_id)
WHERE
    scope = $scope
    AND agency_id = $agency_id
    AND node = $node
    AND index_version = $index_version
    AND NOT is_partial
    AND CASE
        WHEN $is_open THEN period = $period AND captured_at <= $captured_at
        ELSE period_kind = $period_kind AND NOT is_open AND period_end <= $period_end
    END
QUALIFY $is_open OR row_number() OVER (PARTITION BY period ORDER BY captured_at DESC, content_key DESC) = 1
ORDER BY period_end, captured_at
