/** What a record's source follows from, where no change of the record says it. */
export const aliases = `
-- Operation op of transaction eid says by which id a sending system knows a record; what it says stays in the log.
-- Those that were taken before this was kept are not here.
CREATE TABLE alias (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (type, id, eid, op)
) WITHOUT ROWID;
CREATE INDEX alias_by ON alias (eid);
`;
