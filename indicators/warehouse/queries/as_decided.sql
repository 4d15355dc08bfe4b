-- Observations under the agencies they were mapped to, with the values they were corrected to; what was kept stays.
CREATE OR REPLACE TABLE corrections AS
SELECT subject_id AS capture_id, agency_id, node, value, expected
FROM standing_decisions
WHERE kind = 'correction'
QUALIFY row_number() OVER (PARTITION BY capture_id, agency_id, node ORDER BY ordinal DESC) = 1;

-- In a capture that has the agency itself under its own name, a mapped unit stays what it was.
CREATE OR REPLACE TABLE doubled AS
SELECT DISTINCT capture_id, agency_id
FROM stored_observations
WHERE agency_id IN (SELECT agency_id FROM mappings);

-- A unit kept without a level has that of the agency it is; one mapped at two levels stays what it was there.
CREATE OR REPLACE VIEW mapped_observations AS
SELECT
    stored.* EXCLUDE (agency_id, level, quality),
    coalesce(mappings.agency_id, stored.agency_id) AS agency_id,
    coalesce(stored.level, mappings.level) AS level,
    CASE
        WHEN mappings.agency_id IS NOT NULL
        THEN list_append(list_filter(quality, lambda flag: flag <> 'unrecognised_agency'), 'mapped_agency')
        ELSE quality
    END AS quality
FROM stored_observations AS stored
LEFT JOIN (SELECT *, count(*) OVER (PARTITION BY seen_id) = 1 AS is_only FROM mappings) AS mappings
    ON mappings.seen_id = stored.agency_id
    AND (mappings.level = stored.level OR (stored.level IS NULL AND mappings.is_only))
    AND NOT EXISTS (
        SELECT 1
        FROM doubled
        WHERE doubled.capture_id = stored.capture_id AND doubled.agency_id = mappings.agency_id
    );

CREATE OR REPLACE VIEW decided_observations AS
SELECT
    mapped.* EXCLUDE (score, quality),
    coalesce(corrections.value, mapped.score) AS score,
    CASE
        WHEN corrections.value IS NOT NULL THEN list_append(coalesce(quality, []), 'corrected')
        ELSE quality
    END AS quality
FROM mapped_observations AS mapped
LEFT JOIN corrections
    ON corrections.capture_id = mapped.capture_id
    AND corrections.agency_id = mapped.agency_id
    AND corrections.node = mapped.node
    -- The guard once more: a value that is no longer the one that was corrected is left alone.
    AND corrections.expected IS NOT DISTINCT FROM mapped.score;

CREATE OR REPLACE VIEW observations AS
SELECT * FROM decided_observations WHERE capture_id IN (SELECT capture_id FROM captures);
