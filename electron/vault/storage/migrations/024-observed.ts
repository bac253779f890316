/**
 * What cohorts read instead of whole records: values of observations, flat, by patient and code, and medication that may still be taken. All of it
 * follows from the records that are shown; records/observed-index.ts fills it.
 */
export const observed = `
-- of which codes there are values, in which units, and how many
CREATE TABLE observed_kind (
  kid INTEGER PRIMARY KEY,
  -- system|code
  code TEXT NOT NULL,
  -- as it is written; '' for none
  unit TEXT NOT NULL,
  n INTEGER NOT NULL,
  UNIQUE (code, unit)
);

-- a number that an Observation or one of its components holds
CREATE TABLE observed (
  -- of fact_person
  pid INTEGER NOT NULL,
  kid INTEGER NOT NULL,
  at INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  -- 0: of the record itself, else of its first, second, ... component
  place INTEGER NOT NULL,
  -- of the clinic, YYYY-MM-DD
  day TEXT NOT NULL,
  value NUMERIC NOT NULL,
  -- <, <=, >=, > or whatever else stands before it
  sign TEXT,
  PRIMARY KEY (pid, kid, at, rid)
) WITHOUT ROWID;
CREATE INDEX observed_rid ON observed (rid);

CREATE INDEX record_taken ON record (patient) WHERE type IN ('MedicationRequest', 'MedicationStatement') AND deleted = 0
  AND (status IS NULL OR status NOT IN ('completed', 'stopped', 'cancelled', 'draft', 'not-taken', 'entered-in-error'));
`;
