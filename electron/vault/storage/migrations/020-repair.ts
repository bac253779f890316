/** The repair list: what an import could not bring in, or brought in with faults, as it came; of this workstation, as its imports are. */
export const repair = `
CREATE TABLE repair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- the run of an import that brought it last
  run TEXT NOT NULL,
  -- open: it waits. fixed: it came in. aside: somebody set it aside. faults: it came in, and is not valid
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  -- the element, without places in lists: what is wrong for one reason stands together; '' where none is named
  element TEXT NOT NULL,
  -- base name, and line or entry in it
  file TEXT NOT NULL,
  line INTEGER,
  message TEXT NOT NULL,
  -- findings of the validator, JSON
  findings TEXT NOT NULL,
  -- as it is now; NULL where there is no text
  raw TEXT,
  -- as it came, once it was edited
  came TEXT,
  -- of the text as it came: the same brought again stands here once
  digest BLOB,
  -- the record that it came in as
  type TEXT,
  record TEXT,
  -- why it was set aside
  reason TEXT,
  -- of its last change of state, ms, and by whom
  changed INTEGER NOT NULL,
  user TEXT NOT NULL
);
CREATE INDEX repair_reason ON repair (state, run, code, element, id);
CREATE INDEX repair_digest ON repair (digest) WHERE digest IS NOT NULL AND state <> 'fixed';
`;
