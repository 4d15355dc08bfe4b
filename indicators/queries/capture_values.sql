-- Every score of a capture, by agency and node.
SELECT agency_id, level, node, score FROM observations WHERE capture_id = $capture_id AND score IS NOT NULL
