/** What has to be known where contents are missing of which no redaction that holds tells. */
export const contents = `
-- Which envelope stands in a place of a remote's log: its number in this log. NULL where that was read before this was kept.
ALTER TABLE remote_log ADD COLUMN eid INTEGER;

-- Statements of redactions that were kept out: operation op of transaction eid says that the ciphertext of a transaction goes.
CREATE TABLE refused_statement (
  -- of the last envelope of that transaction
  hash BLOB NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (hash, eid, op)
) WITHOUT ROWID;
CREATE INDEX refused_statement_by ON refused_statement (eid);

-- Envelopes of which a remote may have a stub alone, although nothing that holds says so: whoever has them whole gives them back.
CREATE TABLE contents_owed (
  url TEXT NOT NULL,
  eid INTEGER NOT NULL,
  PRIMARY KEY (url, eid)
) WITHOUT ROWID;
`;
