/** Patients who are one person: who was merged into whom, whose records stand in another's chart, and who may be registered twice. */
export const duplicates = `
-- links "replaced-by" of the patients that are shown (http://hl7.org/fhir/R4/patient.html#links)
CREATE TABLE patient_link (
  id TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (id, other)
) WITHOUT ROWID;
CREATE INDEX patient_link_other ON patient_link (other);

-- patients who stand in no list, and whose records stand in the chart of the survivor; follows from patient_link alone
CREATE TABLE merged (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  survivor TEXT NOT NULL
);
CREATE INDEX merged_survivor ON merged (survivor);

-- records whose own patient was merged: record.patient names the survivor, own whom they name themselves
CREATE TABLE moved (
  rid INTEGER PRIMARY KEY,
  own TEXT NOT NULL
);
CREATE INDEX moved_own ON moved (own);

-- keys that likely duplicates share
CREATE TABLE duplicate_key (
  key TEXT NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (key, rid)
) WITHOUT ROWID;
CREATE INDEX duplicate_key_rid ON duplicate_key (rid);

-- pairs that a search through the clinic found on this workstation; a < b. What was decided of them stands in the records.
CREATE TABLE duplicate_pair (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  score REAL NOT NULL,
  -- what agrees and what does not: JSON
  reasons TEXT NOT NULL,
  -- the search that found it last
  run INTEGER NOT NULL,
  -- since when it is put off, milliseconds; NULL for one that is not
  later INTEGER,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX duplicate_pair_score ON duplicate_pair (score);
`;
