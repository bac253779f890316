/** What an honest exchange with a remote is held against. */
export const exchange = `
-- The running hash of a remote's log at each place that this workstation has read.
CREATE TABLE remote_log (
  url TEXT NOT NULL,
  server_seq INTEGER NOT NULL,
  log_hash BLOB NOT NULL,
  PRIMARY KEY (url, server_seq)
) WITHOUT ROWID;
`;
