-- The rows themselves, where a table's files are not on this machine; __name__ is the table.
CREATE OR REPLACE TABLE loaded___name__ AS FROM loaded_rows;
CREATE OR REPLACE VIEW written___name__ AS FROM loaded___name__;
