-- The comparable captures that a peer group is followed over in each of some nodes, oldest first: the successive ones of
-- one open period, or the last of every closed period of one kind. Full captures only; `basis` is what its values rest on.
SELECT
    node,
    capture_id,
    period,
    captured_at,
    captured_on,
    captured_at_given,
    source,
    index_version,
    is_demo,
    basis,
    (SELECT coalesce(max(sequence), 0) FROM written_commits) AS data_version
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
ORDER BY period_end, captured_at, capture_id, node
