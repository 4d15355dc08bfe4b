-- A table whose files are all older than some of its columns: these are missing; __name__ is the table.
CREATE OR REPLACE TABLE shape___name__ AS FROM empty_rows;
CREATE OR REPLACE VIEW written___name__ AS FROM files___name__ UNION ALL BY NAME FROM shape___name__;
