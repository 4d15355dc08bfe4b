-- The same of so many captures that these tables would be large.
CREATE OR REPLACE VIEW units AS FROM units_by_outline;
CREATE OR REPLACE VIEW comparable AS FROM comparable_by_kind;
