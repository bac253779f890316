/** What membership, users and what waits for a decision need beside the log. */
export const access = `
-- Transactions that were read but not taken into the records, by the number of their last envelope, and why: a person decides about them.
CREATE TABLE quarantine (
  eid INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  -- who wrote it, where it could be opened
  user TEXT,
  at INTEGER NOT NULL
);

-- An owner's decision on a transaction, by the hash of its last envelope, which may arrive later: take (what was kept out holds after all) or drop.
CREATE TABLE admission (
  hash BLOB NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  decision TEXT NOT NULL,
  PRIMARY KEY (hash, eid, op)
) WITHOUT ROWID;

-- Why an operation is kept out of the records, where its author might not do it; NULL where this program does not understand it.
ALTER TABLE set_aside ADD COLUMN reason TEXT;

-- Wrappings of users' keys by the operations that made them: of those of a user's present key the one that was wrapped anew most often holds.
CREATE TABLE rewrap (
  user TEXT NOT NULL,
  sign BLOB NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  count INTEGER NOT NULL,
  write_id TEXT NOT NULL,
  wrapping BLOB NOT NULL,
  PRIMARY KEY (user, sign, eid, op)
) WITHOUT ROWID;
`;
