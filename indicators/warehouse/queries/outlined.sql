-- The outline of every capture of the store, as it was decided.
CREATE OR REPLACE VIEW outlined AS
SELECT * EXCLUDE (digest) FROM apart_outlines
UNION ALL
SELECT kept_outlines.* EXCLUDE (digest)
FROM kept_outlines
JOIN stored_captures
    ON stored_captures.capture_id = kept_outlines.capture_id
    AND coalesce(stored_captures.digest, '') = kept_outlines.digest
WHERE kept_outlines.capture_id NOT IN (SELECT capture_id FROM apart_outlines);

-- The units that are mapped, and as what. In an outline that has the agency itself a unit stays what it was.
CREATE OR REPLACE TABLE renamed_units AS
SELECT
    unit,
    mappings.agency_id,
    mappings.level,
    unit_code,
    unit_name,
    md5_number_lower([mappings.agency_id, mappings.level]::VARCHAR) AS mapped_unit
FROM kept_names AS kept
JOIN (SELECT *, count(*) OVER (PARTITION BY seen_id) = 1 AS is_only FROM mappings) AS mappings
    ON mappings.seen_id = kept.agency_id
    AND (mappings.level = kept.level OR (kept.level IS NULL AND mappings.is_only));

CREATE OR REPLACE TABLE renamed_here AS
SELECT outline, unit, mapped_unit, shape
FROM kept_units
JOIN renamed_units USING (unit)
WHERE
    (outline, agency_id) NOT IN (
        SELECT (outline, agency_id)
        FROM kept_units
        JOIN kept_names USING (unit)
        WHERE agency_id IN (SELECT agency_id FROM mappings)
    );

-- Units with what they are to everybody: by name, by outline with their shapes, and once each where several are one agency.
CREATE OR REPLACE VIEW mapped_names AS
FROM kept_names
UNION ALL BY NAME
SELECT
    mapped_unit AS unit,
    agency_id,
    level,
    any_value(unit_code) AS unit_code,
    any_value(unit_name) AS unit_name,
    false AS is_unrecognised
FROM renamed_units
GROUP BY mapped_unit, agency_id, level;

CREATE OR REPLACE VIEW mapped_units AS
SELECT outline, unit, shape
FROM kept_units
ANTI JOIN renamed_here USING (outline, unit)
UNION ALL
SELECT outline, mapped_unit, shape FROM renamed_here;

CREATE OR REPLACE VIEW listed_units AS
SELECT outline, unit
FROM kept_units
ANTI JOIN renamed_here USING (outline, unit)
UNION ALL
SELECT DISTINCT outline, mapped_unit FROM renamed_here;
