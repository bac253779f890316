/**
 * What cohorts read instead of whole records: people with their ids, diagnoses with their status, and those diagnoses that have more than one code, for the
 * first alone stands in its column. And who was in a kept cohort when it was last opened here.
 */
export const cohorts = `
DROP INDEX record_person;
CREATE INDEX record_person ON record (gender, birth, died, id) WHERE type = 'Patient' AND deleted = 0;
DROP INDEX record_diagnosis;
CREATE INDEX record_diagnosis ON record (code, patient, day, status)
  WHERE type = 'Condition' AND deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error'));
CREATE INDEX record_many_codes ON record (patient)
  WHERE type = 'Condition' AND deleted = 0 AND json_array_length(json, '$.code.coding') > 1;
-- counts that were kept
CREATE INDEX record_report_of ON record (json_extract(json, '$.measure'), day) WHERE type = 'MeasureReport' AND deleted = 0;

-- of this workstation: a cohort as it was last counted here, by its Library's id; who entered and left is told against it
CREATE TABLE cohort_look (
  cohort TEXT PRIMARY KEY,
  -- of the clinic, YYYY-MM-DD
  day TEXT NOT NULL,
  -- of the definition: counts by another one are not compared
  digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE cohort_member (
  cohort TEXT NOT NULL,
  patient TEXT NOT NULL,
  PRIMARY KEY (cohort, patient)
) WITHOUT ROWID;
`;
