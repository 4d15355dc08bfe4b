-- Every source that a province's data came from, and when each was last read, the one read last first.
WITH arrived AS (
    SELECT source, scope <> $scope AS is_national, captured_at AS read_at, captured_on AS read_on
    FROM captures
    WHERE scope IN ($scope, $national)
    UNION ALL
    SELECT 'overdue_list', false, listed_at, listed_on
    FROM overdue_lists
    WHERE scope = $scope
)
SELECT source, is_national, count(*) AS readings, max(read_on) AS last_read_on
FROM arrived
GROUP BY source, is_national
ORDER BY max(read_at) DESC, source, is_national
