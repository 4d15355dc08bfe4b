-- Observations as they were kept: nobody mapped an agency or corrected a value.
CREATE OR REPLACE VIEW mapped_observations AS SELECT * FROM stored_observations;
CREATE OR REPLACE VIEW decided_observations AS SELECT * FROM mapped_observations;
CREATE OR REPLACE VIEW observations AS
SELECT * FROM decided_observations WHERE capture_id IN (SELECT capture_id FROM captures);
