-- The units of captures, and where captures may be compared, as tables: to plan their joins anew with every question takes
-- longer than most answers.
CREATE OR REPLACE TABLE units_at_hand AS FROM units_by_outline;
CREATE OR REPLACE TABLE comparable_at_hand AS FROM comparable_by_kind;
CREATE OR REPLACE VIEW units AS FROM units_at_hand;
CREATE OR REPLACE VIEW comparable AS FROM comparable_at_hand;
