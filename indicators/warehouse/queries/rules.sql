-- Rules that several questions go by, each said once.

-- What a node's value is: points of a scored node, else the measure itself. The portal writes 0 for a measure over no
-- cases at all, which is none. And derived sums carry binary noise that would break ties.
CREATE OR REPLACE MACRO node_value(is_scored, score, measure, denominator) AS
    round(CASE WHEN is_scored THEN score WHEN denominator IS DISTINCT FROM 0 THEN measure END, 6);

-- The most points there are of a node; none where it is not scored. The portal writes 0 for that.
CREATE OR REPLACE MACRO node_maximum(is_scored, max_score, points) AS
    CASE WHEN is_scored THEN coalesce(nullif(max_score, 0), points) END;

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

-- Old portal codes stood the other way round; zeros that were last are no part.
CREATE OR REPLACE MACRO turned_round(code) AS
    CASE
        WHEN regexp_matches(code, '^\d{3}\.\d{2,3}\.\d{2,3}\.H\d+-')
        THEN regexp_replace(
            regexp_replace(code, '^(\d+)\.(\d+)\.(\d+)\.(H\d+)-', '\4.\3.\2.\1-'),
            '^(H\d+(?:\.\d+)*?)(?:\.0+)+-',
            '\1-'
        )
        ELSE code
    END;

-- The portal's code that a dossier's begins with in its one form. A part of nothing is none.
CREATE OR REPLACE MACRO with_portal_code(code) AS
    CASE
        WHEN regexp_matches(code, '^(0+\.)+H\d+(\.\d+)*-') THEN regexp_replace(code, '^(?:0+\.)+', '')
        WHEN regexp_matches(turned_round(code), '^H\d+(\.\d+)*\.0+\.') THEN code
        ELSE turned_round(code)
    END;

-- A dossier's code in the one form by which dossiers are told apart, as `DossierCode.key` is: one mark, the year in two
-- digits, the portal's code without zeros before it or the other way round (`000.00.13.H21` is `H21.13`). Kept it is as
-- written.
CREATE OR REPLACE MACRO dossier_key(written) AS
    CASE
        WHEN regexp_full_match(written, '[A-Z]\w*(\.\w+)*-\d{6}-\d+') THEN written
        ELSE with_portal_code(
            regexp_replace(
                written, '^([A-Z\d.]+)[-./_](?:20)?(\d{6})[-./_](\d{3,8}(?:-[A-Z]{1,3})?)$', '\1-\2-\3'
            )
        )
    END;

-- Whether two values of one node may be compared: they rest on the same (see `bases`), and the unit is the same entry
-- of the register.
CREATE OR REPLACE MACRO may_compare(basis, entry, was_basis, was_entry) AS
    coalesce(basis = was_basis AND entry = was_entry, false);

-- Why a unit's value has no change since an earlier one; null where it has.
CREATE OR REPLACE MACRO hindrance(value, basis, entry, was, was_basis, was_entry) AS CASE
    WHEN basis <> was_basis THEN 'basis'
    WHEN entry <> was_entry THEN 'another_entry'
    WHEN value IS NULL THEN 'no_value'
    WHEN was_entry IS NULL THEN 'not_listed'
    WHEN was IS NULL THEN 'no_value_before'
END;

-- The last day a reading's numbers are of, as a break counts days; and the first after its motion.
CREATE OR REPLACE MACRO last_counted(day_of, values_day, captured_on, captured_at_given) AS
    CASE WHEN day_of = 'reading' AND captured_at_given THEN captured_on ELSE values_day END;
CREATE OR REPLACE MACRO steady_day(from_day, to_day) AS coalesce(to_day + 1, from_day);

-- Where a reading stands to a break. The days that count are those of reading, or those from the period's first to the
-- one its numbers stand at; where nobody told when it was read, that last one. A period that holds the break within it
-- stands alone; in days of motion every day does.
CREATE OR REPLACE MACRO break_mark(
    break_id, day_of, from_day, to_day, period, period_start, values_day, captured_on, captured_at_given
) AS
    'break ' || break_id || ' ' || CASE
        WHEN last_counted(day_of, values_day, captured_on, captured_at_given) < from_day THEN 'before'
        WHEN CASE
            WHEN day_of = 'period' THEN period_start
            ELSE last_counted(day_of, values_day, captured_on, captured_at_given)
        END >= steady_day(from_day, to_day)
        THEN 'after'
        WHEN last_counted(day_of, values_day, captured_on, captured_at_given) >= steady_day(from_day, to_day)
        THEN 'across ' || period
        ELSE 'within ' || last_counted(day_of, values_day, captured_on, captured_at_given)
    END;

-- Below so many units a table is of a few that somebody chose, and no list of all that was cut short.
CREATE OR REPLACE MACRO fewest_of_a_list() AS 10;

-- So few of many units lack a value nearly every week: they are named and have no rank, and the others keep theirs.
CREATE OR REPLACE MACRO are_few(missing, expected) AS 20 * missing <= expected;

-- By how much a sum may differ from so many parts, each published with two decimals.
CREATE OR REPLACE MACRO by_rounding(parts) AS 0.005 * (parts + 1) + 1e-6;
