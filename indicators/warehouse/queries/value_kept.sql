-- One value as it was kept, before any correction, and as it is shown, with its maximum by the catalogue; and who
-- corrected it last, when and why.
SELECT
    kept.score,
    decided.score AS shown,
    node_maximum(is_scored, kept.max_score, points) AS max_value,
    captures.index_version,
    said.entered_by,
    said.entered_at,
    said.reason
FROM mapped_observations AS kept
JOIN decided_observations AS decided
    ON decided.capture_id = kept.capture_id
    AND decided.agency_id = kept.agency_id
    AND decided.node = kept.node
JOIN captures ON captures.capture_id = kept.capture_id
LEFT JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = kept.node
LEFT JOIN standing_decisions AS said
    ON said.kind = 'correction'
    AND said.subject_id = kept.capture_id
    AND said.agency_id = kept.agency_id
    AND said.node = kept.node
WHERE kept.capture_id = $capture_id AND kept.agency_id = $agency_id AND kept.node = $node
ORDER BY said.ordinal DESC NULLS LAST
LIMIT 1
