-- What was worked out of captures, by capture and digest (see `outline`). Most cover the same as others: each `content` is
-- kept once, under the number of its outline.
CREATE TABLE IF NOT EXISTS kept_outlines (
    capture_id VARCHAR, digest VARCHAR, outline INTEGER, is_provisional BOOLEAN, corrected BIGINT, unlike_parts BIGINT
);
CREATE TABLE IF NOT EXISTS kept_contents (content UBIGINT, outline INTEGER, cover UBIGINT);
CREATE TABLE IF NOT EXISTS kept_units (outline INTEGER, unit UBIGINT, shape UBIGINT);
CREATE TABLE IF NOT EXISTS kept_names (
    unit UBIGINT, agency_id VARCHAR, level VARCHAR, unit_code VARCHAR, unit_name VARCHAR, is_unrecognised BOOLEAN
);
CREATE TABLE IF NOT EXISTS kept_shapes (shape UBIGINT, node VARCHAR, has_score BOOLEAN, has_value BOOLEAN);
CREATE TABLE IF NOT EXISTS kept_covers (cover UBIGINT, level VARCHAR, node VARCHAR);

-- Instead of these, of captures that were decided on or are only looked at: worked out anew each time.
CREATE OR REPLACE TABLE apart_outlines AS FROM kept_outlines LIMIT 0;
