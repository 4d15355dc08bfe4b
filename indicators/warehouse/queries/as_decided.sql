-- Observations under the agencies they were mapped to, with the values they were corrected to; what was kept stays.
CREATE OR REPLACE TABLE corrections AS
SELECT subject_id AS capture_id, agency_id, node, value, expected
FROM standing_decisions
WHERE kind = 'correction'
QUALIFY row_number() OVER (PARTITION BY capture_id, agency_id, node ORDER BY ordinal DESC) = 1;

-- In a capture that has the agency itself under its own name, a mapped unit stays what it was.
CREATE OR REPLACE TABLE doubled AS
SELECT DISTINCT capture_id, agency_id
FROM kept_outlines
JOIN kept_units USING (outline)
JOIN kept_names USING (unit)
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

-- What corrections change: the values corrected, judged anew, and the sums above them. A sum that was added up here follows;
-- one that the source gave stays, and is marked where it no longer equals its parts.
CREATE OR REPLACE TABLE changed_values AS
WITH
-- All values of the units that have one. The guard once more: a value that is no longer the one that was corrected is
-- left alone.
touched AS (
    SELECT
        mapped.capture_id,
        mapped.agency_id,
        mapped.node,
        mapped.origin,
        coalesce(mapped.quality, []) AS quality,
        captures.index_version,
        coalesce(corrections.value, mapped.score) AS score,
        corrections.value IS NOT NULL AS is_corrected,
        coalesce(coalesce(corrections.value, mapped.score) > points, false) AS is_above,
        bool_or(is_corrected) OVER (PARTITION BY mapped.capture_id, mapped.agency_id) AS is_touched
    FROM mapped_observations AS mapped
    JOIN stored_captures AS captures ON captures.capture_id = mapped.capture_id
    LEFT JOIN nodes ON nodes.index_version = captures.index_version AND nodes.node = mapped.node
    LEFT JOIN corrections
        ON corrections.capture_id = mapped.capture_id
        AND corrections.agency_id = mapped.agency_id
        AND corrections.node = mapped.node
        AND corrections.expected IS NOT DISTINCT FROM mapped.score
    WHERE (mapped.capture_id, mapped.agency_id) IN (SELECT (capture_id, agency_id) FROM corrections)
    QUALIFY is_touched
),
added AS (
    SELECT
        wholes.capture_id,
        wholes.agency_id,
        wholes.node,
        any_value(parts) AS parts,
        any_value(is_component) AS is_component,
        sum(part.score) AS total,
        count(*) AS listed,
        count(part.score) AS known,
        bool_or(part.is_corrected) AS has_corrected_part,
        bool_or(part.is_above) AS has_part_above
    FROM touched AS wholes
    JOIN sums ON sums.index_version = wholes.index_version AND sums.whole = wholes.node
    JOIN touched AS part
        ON part.capture_id = wholes.capture_id AND part.agency_id = wholes.agency_id AND part.node = sums.part
    GROUP BY wholes.capture_id, wholes.agency_id, wholes.node
),
judged AS (
    SELECT
        touched.*,
        added.* EXCLUDE (capture_id, agency_id, node),
        coalesce(has_corrected_part AND known = parts AND origin = 'derived' AND NOT is_corrected, false) AS is_followed,
        -- The portal adds an indicator without points as none to its component.
        coalesce(
            (has_corrected_part OR is_corrected)
            AND NOT is_followed
            AND CASE WHEN is_component THEN listed = parts AND known > 0 ELSE known = parts END
            AND abs(score - total) > by_rounding(parts),
            false
        ) AS is_unlike
    FROM touched
    LEFT JOIN added USING (capture_id, agency_id, node)
)
SELECT
    capture_id,
    agency_id,
    node,
    CASE WHEN is_followed THEN round(total, 2) ELSE score END AS score,
    list_filter(
        quality,
        lambda flag: NOT (is_corrected AND flag = 'above_maximum')
            AND NOT (is_followed AND flag = 'part_above_maximum')
    )
    || CASE WHEN is_corrected THEN ['corrected'] ELSE [] END
    || CASE WHEN is_corrected AND is_above THEN ['above_maximum'] ELSE [] END
    || CASE WHEN is_followed THEN ['follows_correction'] ELSE [] END
    || CASE WHEN is_followed AND has_part_above THEN ['part_above_maximum'] ELSE [] END
    || CASE WHEN is_unlike THEN ['unlike_parts'] ELSE [] END AS quality
FROM judged
WHERE is_corrected OR is_followed OR is_unlike;

CREATE OR REPLACE VIEW decided_observations AS
SELECT
    mapped.* EXCLUDE (score, quality),
    CASE WHEN changed.node IS NULL THEN mapped.score ELSE changed.score END AS score,
    CASE WHEN changed.node IS NULL THEN mapped.quality ELSE changed.quality END AS quality
FROM mapped_observations AS mapped
LEFT JOIN changed_values AS changed
    ON changed.capture_id = mapped.capture_id
    AND changed.agency_id = mapped.agency_id
    AND changed.node = mapped.node;

CREATE OR REPLACE VIEW observations AS
SELECT * FROM decided_observations WHERE capture_id IN (SELECT capture_id FROM captures);
