-- When the newest reading was taken, when anything was last brought in, and when by a collection of the portal.
SELECT
    max(captured_at) AS read_at,
    max(imported_at) AS imported_at,
    max(imported_at) FILTER (source = 'portal_api') AS collected_at
FROM captures
