-- Captures, lists and orders that are shown.
SELECT id FROM shown
UNION ALL
SELECT campaign_id FROM campaigns
