-- Captures, lists and orders that are shown, and breaks that stand.
SELECT id FROM shown
UNION ALL
SELECT campaign_id FROM campaigns
UNION ALL
SELECT break_id FROM breaks
