-- Every break that is known, the earliest first, and whether it stands.
SELECT
    known_breaks.*,
    break_id IN (SELECT break_id FROM breaks) AS stands
FROM known_breaks
ORDER BY from_day, break_id
