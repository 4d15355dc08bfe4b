-- What was judged of readings (see `partial`), by kind, and of which periods; any of these.
CREATE TABLE IF NOT EXISTS judged_periods (same_period UBIGINT);
CREATE TABLE IF NOT EXISTS awaited_of_kinds (
    kind UBIGINT,
    same_period UBIGINT,
    level VARCHAR,
    node VARCHAR,
    agency_id VARCHAR,
    entry_id VARCHAR,
    is_missing BOOLEAN,
    is_absent BOOLEAN,
    makes_partial BOOLEAN
);

FROM judged_periods LIMIT 1
