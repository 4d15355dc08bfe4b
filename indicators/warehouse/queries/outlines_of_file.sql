-- What `outline` told once, of the rows of `file_of_outlines`, which has all of its tables one below the other.
CREATE OR REPLACE TEMP TABLE arriving_outlines AS
SELECT DISTINCT capture_id, digest, content, cover, is_provisional, corrected, unlike_parts
FROM file_of_outlines
WHERE capture_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_units AS
SELECT DISTINCT content, unit, shape
FROM file_of_outlines
WHERE unit IS NOT NULL AND shape IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_names AS
SELECT DISTINCT unit, agency_id, level, unit_code, unit_name, is_unrecognised
FROM file_of_outlines
WHERE agency_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_shapes AS
SELECT DISTINCT shape, node, has_score, has_value
FROM file_of_outlines
WHERE has_score IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_covers AS
SELECT DISTINCT cover, level, node
FROM file_of_outlines
WHERE cover IS NOT NULL AND content IS NULL;
