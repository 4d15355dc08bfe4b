-- How many captures of the store users see.
SELECT count(*) FROM stored_captures WHERE capture_id IN (SELECT id FROM shown)
