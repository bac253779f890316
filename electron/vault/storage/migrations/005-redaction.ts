/** What is known of redacted contents: which records, which transactions, and what still has to be dropped. */
export const redaction = `
-- 1: the contents were dropped for good; what is left is a tombstone
ALTER TABLE record ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_redacted ON record (type, id) WHERE redacted = 1;

-- An owner's statement that the ciphertext of a transaction goes and what stays of it: operation op of transaction eid.
CREATE TABLE redaction (
  -- of the last envelope of the transaction that goes; it may arrive later than the statement
  hash BLOB NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (hash, eid, op)
) WITHOUT ROWID;
CREATE INDEX redaction_by ON redaction (eid);

-- Transactions whose ciphertext here still holds contents of a redacted record.
CREATE TABLE residue (
  eid INTEGER NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (eid, rid)
) WITHOUT ROWID;

-- Remotes that have dropped what the statements of a transaction name.
CREATE TABLE redaction_told (
  url TEXT NOT NULL,
  eid INTEGER NOT NULL,
  PRIMARY KEY (url, eid)
) WITHOUT ROWID;
`;
