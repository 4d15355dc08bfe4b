-- What `outline` told once, of the rows of `file_of_outlines`, which has all of its tables one below the other.
CREATE OR REPLACE TEMP TABLE arriving_outlines AS
SELECT capture_id, digest, content, is_provisional, corrected, unlike_parts
FROM file_of_outlines
WHERE capture_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_units AS
SELECT content, unit, shape
FROM file_of_outlines
WHERE unit IS NOT NULL AND shape IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_names AS
SELECT unit, agency_id, level, unit_code, unit_name, is_unrecognised
FROM file_of_outlines
WHERE agency_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE arriving_shapes AS
SELECT shape, node, has_score, has_value
FROM file_of_outlines
WHERE node IS NOT NULL;
