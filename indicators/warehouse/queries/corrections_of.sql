-- What was corrected of a unit at a capture and is shown so: the value that came, the one shown, who said so, when and why.
SELECT said.node, said.expected AS kept, said.value AS shown, entered_by, entered_at, reason, document
FROM standing_decisions AS said
JOIN decided_observations AS decided
    ON decided.capture_id = said.subject_id AND decided.agency_id = said.agency_id AND decided.node = said.node
WHERE
    said.kind = 'correction'
    AND said.subject_id = $capture_id
    AND said.agency_id = $agency_id
    AND list_contains(decided.quality, 'corrected')
QUALIFY row_number() OVER (PARTITION BY said.node ORDER BY said.ordinal DESC) = 1
ORDER BY said.node
