/** The first schema: clinics, membership, envelopes, mailboxes, invitations. */
export const FIRST = `
CREATE TABLE endpoint (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE clinic (
  clinic_id BLOB PRIMARY KEY CHECK (length(clinic_id) = 32),
  head INTEGER NOT NULL,
  log_hash BLOB NOT NULL CHECK (length(log_hash) = 32),
  membership_length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  clinic_id BLOB NOT NULL REFERENCES clinic (clinic_id),
  record_index INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (clinic_id, record_index)
) STRICT;

CREATE TABLE device (
  clinic_id BLOB NOT NULL,
  device_id BLOB NOT NULL CHECK (length(device_id) = 16),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (clinic_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE envelope (
  clinic_id BLOB NOT NULL,
  server_seq INTEGER NOT NULL,
  device_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  log_hash BLOB NOT NULL CHECK (length(log_hash) = 32),
  bytes BLOB NOT NULL,
  PRIMARY KEY (clinic_id, server_seq),
  UNIQUE (clinic_id, device_id, seq)
) STRICT;

-- clinic_id is null until a clinic answers: a new workstation belongs to none yet.
CREATE TABLE mailbox (
  clinic_id BLOB,
  mailbox BLOB NOT NULL UNIQUE,
  request BLOB NOT NULL,
  answer BLOB,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX mailbox_by_expiry ON mailbox (expires_at);

CREATE TABLE invitation (
  clinic_id BLOB NOT NULL,
  invitation_id BLOB NOT NULL UNIQUE
) STRICT;
`;
