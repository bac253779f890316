/** The audit trail of every workstation of the clinic. */
export const audit = `
-- One chain for each workstation; seq from 1 without gaps.
CREATE TABLE audit (
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT,
  action TEXT NOT NULL,
  type TEXT,
  id TEXT,
  patient TEXT,
  hash BLOB NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (device, seq)
) WITHOUT ROWID;
`;
