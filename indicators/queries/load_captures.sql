-- The rows themselves, where the table's files are not on this machine or there are none yet.
CREATE OR REPLACE TABLE loaded_captures AS FROM loaded_rows;
CREATE OR REPLACE VIEW stored_captures AS FROM loaded_captures;
