-- What is kept of `made_outlines` (capture_id, digest), all tables one below the other.
WITH
outlines AS (
    SELECT *
    FROM kept_outlines
    JOIN kept_contents USING (outline)
    WHERE (capture_id, digest) IN (SELECT (capture_id, digest) FROM made_outlines)
),
units AS (
    SELECT content, unit, shape
    FROM kept_units
    JOIN (SELECT DISTINCT outline, content FROM outlines) USING (outline)
)
SELECT * EXCLUDE (outline) FROM outlines
UNION ALL BY NAME
SELECT * FROM units
UNION ALL BY NAME
SELECT * FROM kept_names WHERE unit IN (SELECT unit FROM units)
UNION ALL BY NAME
SELECT * FROM kept_shapes WHERE shape IN (SELECT shape FROM units)
UNION ALL BY NAME
SELECT * FROM kept_covers WHERE cover IN (SELECT cover FROM outlines)
