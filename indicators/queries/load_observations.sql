-- The rows themselves, where the table's files are not on this machine or there are none yet.
CREATE OR REPLACE TABLE loaded_observations AS FROM loaded_rows;
CREATE OR REPLACE VIEW stored_observations AS FROM loaded_observations;
