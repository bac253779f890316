/** What membership, users and what waits for them need beside the log. */
export const access = `
-- Envelopes that were read but not taken into the records, and why: a person decides about them.
CREATE TABLE quarantine (
  eid INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  -- the user who wrote it, where it could be opened
  user TEXT,
  at INTEGER NOT NULL
);
`;
