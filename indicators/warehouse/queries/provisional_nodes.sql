-- The nodes of a capture of which a value goes by a denominator that the portal itself calls temporary.
SELECT DISTINCT node AS code
FROM decided_observations
WHERE capture_id = $capture_id AND list_contains(quality, 'TEMP_NATIONAL_REPORT_DENOMINATOR')
