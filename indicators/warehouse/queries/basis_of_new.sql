-- What the total of a reading rests on that is not kept yet, as `bases` has it of those that are.
SELECT
    ['system ' || $system, 'version ' || $index_version]
    || coalesce(
        list(
            break_mark(
                break_id, day_of, from_day, to_day, $period, $period_start, $values_day, $captured_on, $captured_at_given
            )
        ),
        []
    ) AS basis
FROM breaks
WHERE breaks.system = $system OR (breaks.system IS NULL AND $system <> 'demo')
