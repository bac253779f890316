/** What clinics use, may use, whether they are suspended, and how often their membership log was replaced; uploads in pieces. Counting of traffic begins with this version. */
export const USAGE = `
ALTER TABLE clinic ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clinic ADD COLUMN quota INTEGER;
ALTER TABLE clinic ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clinic ADD COLUMN branch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clinic ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN late_bytes INTEGER NOT NULL DEFAULT 0;

UPDATE clinic SET
  since = unixepoch() * 1000,
  bytes = (SELECT total(length(bytes)) FROM envelope WHERE envelope.clinic_id = clinic.clinic_id)
        + (SELECT total(length(record)) FROM membership WHERE membership.clinic_id = clinic.clinic_id);

CREATE TABLE traffic (
  clinic_id BLOB NOT NULL,
  month TEXT NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (clinic_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (
  clinic_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  bytes BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (clinic_id, device_id, position)
) STRICT;
CREATE INDEX upload_by_expiry ON upload (expires_at);
`;
