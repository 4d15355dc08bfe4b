-- Lists and own counts under the agencies that their units were said to be; what was kept stays.
CREATE OR REPLACE VIEW told_overdue_dossiers AS
SELECT
    kept.* REPLACE (coalesce(told.agency_id, kept.agency_id) AS agency_id),
    dossier_key(kept.dossier_code) AS dossier_key
FROM stored_overdue_dossiers AS kept
LEFT JOIN told_units AS told ON told.unit = kept.agency_id;

CREATE OR REPLACE VIEW told_own_dossiers AS
SELECT
    kept.* REPLACE (coalesce(told.agency_id, kept.agency_id) AS agency_id),
    dossier_key(kept.dossier_code) AS dossier_key
FROM stored_own_dossiers AS kept
LEFT JOIN told_units AS told ON told.unit = kept.agency_id;

-- An agency has one count in a list: where a unit would bring it a second one, the unit stays what it was.
CREATE OR REPLACE VIEW told_overdue_counts AS
SELECT
    kept.* REPLACE (
        CASE
            WHEN count(*) OVER (PARTITION BY list_id, coalesce(told.agency_id, kept.agency_id)) > 1
            THEN kept.agency_id
            ELSE coalesce(told.agency_id, kept.agency_id)
        END AS agency_id
    )
FROM stored_overdue_counts AS kept
LEFT JOIN told_units AS told ON told.unit = kept.agency_id;

CREATE OR REPLACE VIEW told_own_counts AS
SELECT
    kept.* REPLACE (
        CASE
            WHEN count(*) OVER (
                PARTITION BY list_id, period, measure, coalesce(told.agency_id, kept.agency_id)
            ) > 1
            THEN kept.agency_id
            ELSE coalesce(told.agency_id, kept.agency_id)
        END AS agency_id
    )
FROM stored_own_counts AS kept
LEFT JOIN told_units AS told ON told.unit = kept.agency_id;
