-- A table of what is not the store's: the register, the catalogue.
CREATE OR REPLACE TABLE __name__ AS FROM named_rows;
