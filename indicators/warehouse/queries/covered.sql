-- What captures cover, under the register's names. Captures are nearly all alike in it, so tables are by outline, and what
-- is asked by capture is a view: `units_by_outline`, which questions know as `units` (`at_hand`), and `coverage`.

-- The days from which the register, or what the portal lists, is another.
CREATE OR REPLACE TABLE register_days AS
SELECT valid_from AS register_day FROM agencies
UNION
SELECT valid_to + 1 FROM agencies
UNION
SELECT valid_from FROM portal_units
UNION
SELECT valid_to + 1 FROM portal_units;

-- Where units are mapped, what an outline covers under the names they are to everybody.
CREATE OR REPLACE TABLE renamed_covers AS
SELECT
    outline,
    list({'level': level, 'node': node} ORDER BY level, node) AS covered,
    md5_number_lower(covered::VARCHAR) AS cover
FROM (
    SELECT DISTINCT outline, level, node
    FROM mapped_units
    JOIN mapped_names USING (unit)
    JOIN kept_shapes USING (shape)
    WHERE has_value AND outline IN (SELECT outline FROM renamed_here)
)
GROUP BY outline;

CREATE OR REPLACE TABLE covers AS
FROM kept_covers
UNION
SELECT cover, one.level, one.node
FROM (SELECT cover, unnest(covered) AS one FROM renamed_covers);

CREATE OR REPLACE TABLE capture_outlines AS
SELECT capture_id, captured_at, outline, content, coalesce(renamed.cover, kept.cover) AS cover, register_day
FROM captures
JOIN outlined USING (capture_id)
JOIN kept_contents AS kept USING (outline)
LEFT JOIN (SELECT outline, cover FROM renamed_covers) AS renamed USING (outline)
ASOF JOIN register_days ON captures.values_day >= register_day;

-- Who each unit is, by the register of a time.
CREATE OR REPLACE TABLE unit_entries AS
SELECT
    unit,
    register_day,
    units.agency_id,
    units.level,
    is_unrecognised,
    coalesce(portal_code, unit_code) AS agency_code,
    entry_id,
    name AS agency_name,
    short_name,
    valid_from,
    valid_to,
    alphabetical
FROM mapped_names AS units
JOIN (SELECT *, rank() OVER (ORDER BY sort_name COLLATE vi) AS alphabetical FROM agencies) AS agencies
    ON agencies.agency_id = units.agency_id
JOIN (SELECT DISTINCT register_day FROM capture_outlines)
    ON register_day BETWEEN valid_from AND valid_to;

-- The units each capture lists, whether or not it has values for them, as the register knew them on its day.
CREATE OR REPLACE VIEW units_by_outline AS
SELECT
    capture_outlines.capture_id,
    level,
    agency_id,
    is_unrecognised,
    agency_code,
    entry_id,
    agency_name,
    short_name,
    alphabetical,
    capture_outlines.captured_at
FROM capture_outlines
JOIN listed_units USING (outline)
JOIN unit_entries USING (unit, register_day);

-- The levels and nodes of which each has any value.
CREATE OR REPLACE VIEW coverage AS
SELECT capture_id, level, node
FROM (SELECT capture_id, cover FROM capture_outlines)
JOIN covers USING (cover);
