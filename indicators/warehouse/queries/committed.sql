-- The rows of table __name__ whose attempt came to its commit, and those kept before there were attempts, with the
-- place of each in the order in which they were kept: __when__ and __key__ order those of which the store tells none.
CREATE OR REPLACE TABLE stored___name__ AS
SELECT
    written.* EXCLUDE (attempt, position),
    coalesce(written.attempt, '') AS attempt,
    coalesce(commits.sequence, 0) AS sequence,
    row_number() OVER (ORDER BY commits.sequence NULLS FIRST, position, __when__, __key__) AS ordinal
FROM written___name__ AS written
LEFT JOIN written_commits AS commits ON commits.attempt = written.attempt
WHERE written.attempt IS NULL OR commits.sequence IS NOT NULL
