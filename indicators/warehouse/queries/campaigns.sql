-- Campaigns of a province, the latest first; those of the demonstration only beside its lists.
SELECT *
FROM campaigns
WHERE
    scope = $scope
    AND ($campaign_id::VARCHAR IS NULL OR campaign_id = $campaign_id)
    AND (NOT is_demo OR EXISTS (SELECT 1 FROM overdue_lists WHERE is_demo))
ORDER BY document_date DESC, campaign_id
