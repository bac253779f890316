/** What amendments, signatures and rules across records are looked up by; all of it follows from the records (records/rules). */
export const rules = `
-- Records that are about another one; kind: see records/links.ts.
CREATE TABLE about (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (type, id, kind, rid)
) WITHOUT ROWID;
CREATE INDEX about_rid ON about (rid);

-- What a rule finds the other records by: an identity number, a practitioner's time (at, until: milliseconds UTC).
CREATE TABLE rule_key (
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (rule, key, at, rid)
) WITHOUT ROWID;
CREATE INDEX rule_key_rid ON rule_key (rid);

-- Breaches: one row for each of the records that break a rule together. subject: what the rule judged; key: names the breach,
-- the same on every workstation; patient: in whose chart the record is. One that a person accepted is kept: it may become another.
CREATE TABLE breach (
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  rid INTEGER NOT NULL,
  key TEXT NOT NULL,
  patient TEXT,
  accepted INTEGER NOT NULL,
  PRIMARY KEY (rule, subject, rid)
) WITHOUT ROWID;
CREATE INDEX breach_rid ON breach (rid);
CREATE INDEX breach_patient ON breach (patient, key) WHERE patient IS NOT NULL AND accepted = 0;

-- what waits in the inbox about a patient
CREATE INDEX record_flagged ON record (patient, conflicts) WHERE conflicts > 0 AND patient IS NOT NULL;
CREATE INDEX record_gone ON record (id) WHERE type = 'Patient' AND deleted = 1;
CREATE INDEX change_decision ON change (eid) WHERE kind = 'resolve';
`;
