-- What the last reading before a capture rests on that the way up to it leaves out, and what the capture rests on.
SELECT basis, basis_of_shown
FROM everything_up_to($capture_id)
WHERE level = $level AND node = $node AND basis <> basis_of_shown
ORDER BY period_end DESC, captured_at DESC
LIMIT 1
