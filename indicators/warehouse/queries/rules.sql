-- Rules that several questions go by, each said once.

-- What a node's value is: points of a scored node, else the measure itself. The portal writes 0 for a measure over no
-- cases at all, which is none. And derived sums carry binary noise that would break ties.
CREATE OR REPLACE MACRO node_value(is_scored, score, measure, denominator) AS
    round(CASE WHEN is_scored THEN score WHEN denominator IS DISTINCT FROM 0 THEN measure END, 6);

-- Whether a value counts among its peers: one that cannot be right does not.
CREATE OR REPLACE MACRO is_compared(value, quality) AS
    value IS NOT NULL AND NOT coalesce(list_contains(quality, 'above_maximum'), false);

-- Whether a value has a rank: what is neither better high nor low has none.
CREATE OR REPLACE MACRO is_ranked(value, quality, direction) AS
    is_compared(value, quality) AND direction <> 'neither';

-- The day of an instant in Vietnam, which is seven hours ahead all year.
CREATE OR REPLACE MACRO vietnam_day(instant) AS make_timestamp(epoch_us(instant) + 25200000000)::DATE;

-- Whether a dossier of a list is of its backlog: not finished, withdrawn, refused or paused. Where the list does not tell,
-- it is, for it is listed.
CREATE OR REPLACE MACRO is_standing(status) AS status IS NULL OR status IN ('processing', 'waiting_acceptance');
