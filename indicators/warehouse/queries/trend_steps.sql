-- The comparable captures that a peer group is followed over in each of some nodes: the successive ones of one open
-- period, or the last of every closed period of one kind. Full captures only.
SELECT node, capture_id
FROM captures
JOIN comparable USING (capture_id)
WHERE
    scope = $scope
    AND level = $level
    AND node IN $nodes
    AND CASE
        WHEN $period::VARCHAR IS NOT NULL THEN is_open AND period = $period
        ELSE NOT is_open AND period_kind = $period_kind AND is_last
    END
ORDER BY node, capture_id
