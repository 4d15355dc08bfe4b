-- Units that captures name and the register does not hold: other provinces' units, and unrecognised ones.
SELECT
    agency_id,
    agency_id AS entry_id,
    any_value(level) AS level,
    any_value(unit_code) AS portal_code,
    arg_max(unit_name, captured_at) AS unit_name,
    DATE '1900-01-01' AS valid_from,
    DATE '9999-12-31' AS valid_to
FROM (
    SELECT unit, max(captured_at) AS captured_at
    FROM (SELECT outline, max(captured_at) AS captured_at FROM outlined JOIN captures USING (capture_id) GROUP BY outline)
    JOIN listed_units USING (outline)
    WHERE unit IN (SELECT unit FROM mapped_names WHERE agency_id NOT IN (SELECT unnest($known::VARCHAR[])))
    GROUP BY unit
)
JOIN mapped_names USING (unit)
GROUP BY agency_id
