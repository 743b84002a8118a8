-- What stands outside the backups.
CREATE TABLE IF NOT EXISTS ledger (position BIGINT PRIMARY KEY, entry BLOB NOT NULL);
-- When a line was added, where somebody may want to know.
CREATE TABLE IF NOT EXISTS ledger_dates (position BIGINT PRIMARY KEY, at_utc BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS members (member BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- An invitation by the hash of its secret; used when it has a device.
CREATE TABLE IF NOT EXISTS invitations (
  secret BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  made_at_utc BIGINT NOT NULL,
  expires_at_utc BIGINT NOT NULL,
  request BLOB,
  device BIGINT,
  member BLOB
);
-- A device by the hash of its token.
CREATE TABLE IF NOT EXISTS tokens (
  token BLOB PRIMARY KEY,
  device BIGINT NOT NULL,
  name TEXT NOT NULL,
  schema BIGINT NOT NULL,
  enrolled_at_utc BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB NOT NULL);
