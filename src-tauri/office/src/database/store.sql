-- What a backup holds. Read by SQLite as it stands, by PostgreSQL with its own name for bytes.
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
-- Numbers that only grow: the version of the tables, and the lines of the ledger that belong to this state.
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, count BIGINT NOT NULL);
-- A record with what is needed for judging it; an empty docket is one that nobody wrote yet.
CREATE TABLE IF NOT EXISTS records (
  record BLOB PRIMARY KEY,
  case_id BLOB,
  kind BIGINT,
  erased BLOB,
  normal BLOB,
  sensitive BLOB,
  docket BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS records_by_case ON records (case_id, record);
CREATE INDEX IF NOT EXISTS records_by_erased ON records (erased) WHERE erased IS NOT NULL;
-- Running sums of digests: of each unit, and of each kind and class. The case of the organisation is empty.
CREATE TABLE IF NOT EXISTS units (
  case_id BLOB NOT NULL,
  kind BIGINT NOT NULL,
  class BIGINT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (case_id, kind, class)
);
CREATE TABLE IF NOT EXISTS kinds (
  kind BIGINT NOT NULL,
  class BIGINT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (kind, class)
);
CREATE TABLE IF NOT EXISTS entries (
  position BIGINT PRIMARY KEY,
  weight BIGINT NOT NULL,
  entry BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS entry_records (
  record BLOB NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (record, position)
);
CREATE TABLE IF NOT EXISTS transactions (
  id BLOB PRIMARY KEY,
  device BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  logged BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS transactions_in_quarantine ON transactions (device, sequence) WHERE quarantined = 1;
-- Which records a transaction is about, and under which it put them.
CREATE TABLE IF NOT EXISTS transaction_records (
  id BLOB NOT NULL,
  record BLOB NOT NULL,
  parent BLOB NOT NULL,
  PRIMARY KEY (id, record, parent)
);
CREATE INDEX IF NOT EXISTS transactions_by_record ON transaction_records (record);
CREATE INDEX IF NOT EXISTS transactions_by_parent ON transaction_records (parent);
CREATE TABLE IF NOT EXISTS hashes (
  device BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (device, sequence)
);
CREATE TABLE IF NOT EXISTS past (
  record BLOB NOT NULL,
  field BIGINT NOT NULL,
  rank BLOB NOT NULL,
  writing BIGINT NOT NULL,
  cell BLOB NOT NULL,
  PRIMARY KEY (record, field, rank, writing)
);
CREATE TABLE IF NOT EXISTS staged (
  id BLOB NOT NULL,
  place BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (id, place)
);
-- Sealed content that stands beside a record, and its pieces by where each begins.
CREATE TABLE IF NOT EXISTS blobs (
  hash BLOB PRIMARY KEY,
  record BLOB NOT NULL,
  field BIGINT NOT NULL,
  size BIGINT NOT NULL,
  held BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS blobs_by_record ON blobs (record);
CREATE TABLE IF NOT EXISTS blob_pieces (
  hash BLOB NOT NULL,
  place BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, place)
);
CREATE TABLE IF NOT EXISTS contacts (device BIGINT PRIMARY KEY, at BIGINT NOT NULL);
