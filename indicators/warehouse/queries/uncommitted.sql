-- How many rows of table __name__ were written, and how many are the store's.
SELECT (SELECT count(*) FROM written___name__), (SELECT count(*) FROM stored___name__)
