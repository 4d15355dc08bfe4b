-- The rows themselves, of a table whose files are not on this machine; __name__ is the table.
CREATE OR REPLACE TABLE loaded___name__ AS FROM written___name__;
CREATE OR REPLACE VIEW written___name__ AS FROM loaded___name__;
