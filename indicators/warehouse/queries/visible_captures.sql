-- The captures that users see.
-- `values_day` is the day a capture's numbers stand at: of the reading, or the period's end where that is earlier.
-- `system` is what computed them; of captures kept before that was told, what computes by their version.
CREATE OR REPLACE TABLE captures AS
SELECT
    stored.* EXCLUDE (attempt, sequence, ordinal, system),
    least(period_end, captured_on) AS values_day,
    coalesce(
        stored.system,
        CASE WHEN is_demo THEN 'demo' WHEN source = 'portal_legacy' THEN 'old_portal' ELSE versions.system END
    ) AS system
FROM stored_captures AS stored
LEFT JOIN (SELECT DISTINCT index_version, system FROM nodes) AS versions USING (index_version)
WHERE capture_id IN (SELECT id FROM shown);
