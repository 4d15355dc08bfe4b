-- The rows of table __name__ that a row of table __head__ names, by __key__, and that the same attempt wrote.
CREATE OR REPLACE VIEW stored___name__ AS
SELECT * EXCLUDE (attempt)
FROM written___name__
WHERE (__key__, coalesce(attempt, '')) IN (SELECT (__key__, attempt) FROM stored___head__)
