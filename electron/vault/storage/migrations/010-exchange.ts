/** What an honest exchange with a remote is held against. */
export const exchange = `
-- The key by which an endpoint names itself, where it does.
ALTER TABLE remote ADD COLUMN endpoint_key BLOB;

-- The running hash of a remote's log at each place that this workstation has read.
CREATE TABLE remote_log (
  url TEXT NOT NULL,
  server_seq INTEGER NOT NULL,
  log_hash BLOB NOT NULL,
  PRIMARY KEY (url, server_seq)
) WITHOUT ROWID;

-- Which incarnations a remote has shown here, and up to which own seq envelopes were written before.
CREATE TABLE remote_incarnation (
  url TEXT NOT NULL,
  incarnation BLOB NOT NULL,
  own INTEGER NOT NULL,
  PRIMARY KEY (url, incarnation)
) WITHOUT ROWID;

-- What another workstation has seen of a remote, beyond what this one has read there. Of each the furthest: its hash stands for all before.
CREATE TABLE remote_claim (
  url TEXT NOT NULL,
  device BLOB NOT NULL,
  incarnation BLOB NOT NULL,
  server_seq INTEGER NOT NULL,
  log_hash BLOB NOT NULL,
  -- 1: an alarm has told of it
  told INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (url, device)
) WITHOUT ROWID;

-- The days (since 1970) on which each workstation worked, by its own clock, and its first envelope of each.
CREATE TABLE worked (
  device BLOB NOT NULL,
  day INTEGER NOT NULL,
  eid INTEGER NOT NULL,
  PRIMARY KEY (device, day)
) WITHOUT ROWID;
CREATE INDEX worked_eid ON worked (eid);

-- How many records an exchange with a remote has removed so far, and whether it may go on.
CREATE TABLE wipe_guard (
  url TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  max_rid INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  live INTEGER NOT NULL DEFAULT 0,
  members INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Of transactions that a renewed workstation wrote again: who had written them first, and their hybrid clock.
CREATE TABLE first_author (
  eid INTEGER PRIMARY KEY,
  user TEXT NOT NULL,
  hlc TEXT NOT NULL
);
`;
