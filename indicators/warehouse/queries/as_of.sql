-- Only the commits up to number __as_of__, and with them what the store held when they were all there were.
CREATE OR REPLACE TABLE earlier_commits AS FROM written_commits WHERE sequence <= __as_of__;
CREATE OR REPLACE VIEW written_commits AS FROM earlier_commits;
