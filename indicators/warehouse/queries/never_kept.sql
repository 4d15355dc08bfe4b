-- The store's rows of table __name__, of which none was ever written.
CREATE OR REPLACE TABLE stored___name__ AS
SELECT * EXCLUDE (position), 0::BIGINT AS sequence, 0::BIGINT AS ordinal
FROM written___name__
