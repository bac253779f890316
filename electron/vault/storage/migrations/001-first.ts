/** The first schema. `record` is what is current, `change` what happened, `envelope` what travels. */
export const first = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- Envelopes, own and received. One transaction is one envelope, or several parts with consecutive seq.
CREATE TABLE envelope (
  eid INTEGER PRIMARY KEY,
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  part INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  -- applied, waiting (for its other parts or its key), quarantined
  state TEXT NOT NULL,
  -- of the transaction, on its last part once it is applied: hybrid clock, author, number of operations
  hlc TEXT,
  user TEXT,
  operations INTEGER NOT NULL DEFAULT 0,
  -- last: whoever reads the columns before does not page through it
  bytes BLOB NOT NULL,
  UNIQUE (device, seq)
);
CREATE INDEX envelope_unapplied ON envelope (state) WHERE state <> 'applied';

-- One row per FHIR resource: canonical JSON as shown, provisional where values are in conflict.
CREATE TABLE record (
  rid INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  conflicts INTEGER NOT NULL DEFAULT 0,
  -- the newest write: envelope and index of the operation in its transaction
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  -- projections, all derived from json
  patient TEXT,     -- id of the patient whose chart it belongs to (a Patient's own id too)
  at INTEGER,       -- when it happened clinically, milliseconds UTC
  day TEXT,         -- the same as a day of the clinic's time zone, YYYY-MM-DD
  code TEXT,        -- first coding, system|code
  status TEXT,      -- status, or clinicalStatus' code
  json TEXT NOT NULL,
  -- current writes of each register; NULL while the newest write is the only one that there ever was
  registers TEXT,
  UNIQUE (type, id)
);
CREATE INDEX record_chart ON record (patient, type, at) WHERE patient IS NOT NULL;
CREATE INDEX record_day ON record (type, day);
CREATE INDEX record_conflict ON record (rid) WHERE conflicts > 0;
-- what is left out of a count over (type, ...) without reading every row
CREATE INDEX record_deleted ON record (type) WHERE deleted = 1;

-- Every change of every record. A body of NULL is the record's json, which nothing has changed since.
CREATE TABLE change (
  rid INTEGER NOT NULL,
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT,
  PRIMARY KEY (rid, eid, op)
) WITHOUT ROWID;

-- Operations that this version could not apply; a later one tries again.
CREATE TABLE set_aside (
  eid INTEGER NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (eid, op)
) WITHOUT ROWID;

-- Where an imported resource came from, and what it was at the last import from there.
CREATE TABLE source (
  type TEXT NOT NULL,
  -- ours: follows from system, type and original
  id TEXT NOT NULL,
  system TEXT NOT NULL,
  original TEXT NOT NULL,
  -- digest of the canonical JSON at the last import; NULL for a resource that was only referred to
  digest BLOB,
  -- when that was, by the hybrid clock of the import, milliseconds
  at INTEGER,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- Identifiers of any resource, for conditional references and look-ups.
CREATE TABLE identifier (
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  system TEXT NOT NULL,
  rid INTEGER NOT NULL,
  PRIMARY KEY (type, value, system, rid)
) WITHOUT ROWID;
CREATE INDEX identifier_rid ON identifier (rid);

-- Words by which patients are found; kind: see storage/search.ts.
CREATE TABLE search_token (
  token TEXT NOT NULL,
  rid INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (token, rid, kind)
) WITHOUT ROWID;
CREATE INDEX search_token_rid ON search_token (rid);

CREATE TABLE membership (
  idx INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  record BLOB NOT NULL
);

CREATE TABLE epoch_key (
  epoch INTEGER PRIMARY KEY,
  key BLOB NOT NULL
);

CREATE TABLE remote (
  url TEXT PRIMARY KEY,
  incarnation BLOB,
  -- serverSeq and log hash up to which this workstation has taken everything
  cursor INTEGER NOT NULL DEFAULT 0,
  log_hash BLOB NOT NULL,
  -- own seq up to which the remote has everything
  pushed INTEGER NOT NULL DEFAULT 0,
  last_success INTEGER,
  -- since when every attempt failed, and the last reason: code and sentence
  failing_since INTEGER,
  failure_code TEXT,
  failure_message TEXT,
  added INTEGER NOT NULL
);

-- Up to which seq a remote has shown the envelopes of other workstations; what is missing there is given back.
CREATE TABLE remote_has (
  url TEXT NOT NULL,
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (url, device)
) WITHOUT ROWID;

CREATE TABLE heard (
  device BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE alarm (
  code TEXT NOT NULL,
  remote TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL,
  since INTEGER NOT NULL,
  dismissed INTEGER,
  PRIMARY KEY (code, remote)
) WITHOUT ROWID;
`;
