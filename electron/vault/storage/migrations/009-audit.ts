/** The audit trail of every workstation of the clinic. */
export const audit = `
-- Entries as they stand in envelopes: operation op of transaction eid, signed by its author. One chain for each workstation, seq from 1
-- without gaps. Columns before hash are read from the entry.
CREATE TABLE audit (
  aid INTEGER PRIMARY KEY,
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- '' for one of a later version
  event TEXT NOT NULL,
  user TEXT,
  patient TEXT,
  hash BLOB NOT NULL,
  entry BLOB NOT NULL,
  UNIQUE (device, seq)
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_user ON audit (user, at) WHERE user IS NOT NULL;
CREATE INDEX audit_patient ON audit (patient, at) WHERE patient IS NOT NULL;
CREATE INDEX audit_event ON audit (event, at);
CREATE INDEX audit_device ON audit (device, at);
CREATE INDEX audit_eid ON audit (eid);

-- Entries of this workstation that no envelope has taken yet; they get their place in the chain with it.
CREATE TABLE audit_waiting (
  wid INTEGER PRIMARY KEY AUTOINCREMENT,
  entry BLOB NOT NULL
);

-- Changes stand in the auditor's list beside the entries: by time, and by transaction. What came by import is counted in the import's entry.
CREATE INDEX envelope_hlc ON envelope (hlc) WHERE hlc IS NOT NULL;
CREATE INDEX change_by_hand ON change (eid) WHERE kind <> 'import';
`;
