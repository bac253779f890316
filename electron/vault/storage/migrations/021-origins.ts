/** Where what was imported came from, as its sender had it: the file of each operation, and references by condition. */
export const origins = `
-- base names, and how many operations in a row came from each, in the order of the transaction: JSON; NULL where it was not noted
ALTER TABLE import_run_change ADD COLUMN files TEXT;

-- Of this workstation's imports; what was imported elsewhere refers by type and id in an export.
CREATE TABLE said_reference (
  -- the record
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  -- what its sender said, by the reference that stands here (Type/id): JSON
  texts TEXT NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;
`;
