/** Imports as runs of this workstation: where each stands, what it wrote, how it ended. What they wrote travels; the runs do not. */
export const imports = `
CREATE TABLE import_run (
  -- UUIDv7: in the order of their beginning
  run TEXT PRIMARY KEY,
  -- id of the user
  user TEXT NOT NULL,
  begun INTEGER NOT NULL,
  ended INTEGER,
  -- running, cut-off, done, cancelled, failed, undoing, undone
  state TEXT NOT NULL,
  -- why it failed
  code TEXT,
  -- all that is needed to go on: format, paths, sending system, choices; JSON
  input TEXT NOT NULL,
  -- its files as they were found: name, size and time of change; JSON, NULL until they were looked for
  files TEXT,
  -- how many resources, and problems, were handed over and are durable, in the order in which the files are read
  placed INTEGER NOT NULL DEFAULT 0,
  problems INTEGER NOT NULL DEFAULT 0,
  -- what became of all that was handed over, of each type, too; JSON
  outcome TEXT NOT NULL DEFAULT '{"created":0,"updated":0,"unchanged":0,"types":{}}',
  -- the report at its end, and that of its undoing; JSON
  report TEXT,
  undone TEXT
) WITHOUT ROWID;

-- The transactions of a run, by the hash of their last envelope: which records they wrote, and what these were before, the log says.
CREATE TABLE import_run_change (
  run TEXT NOT NULL,
  hash BLOB NOT NULL,
  -- 0: of the import; 1: of its undoing
  undo INTEGER NOT NULL,
  PRIMARY KEY (run, hash)
) WITHOUT ROWID;
CREATE INDEX import_run_of ON import_run_change (hash);
`;
