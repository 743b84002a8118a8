-- Tables of the casebook itself. The tables of the kinds follow from the schema description.

CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

-- One integer id for every record of every kind; its UUID is kept once.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  case_id INTEGER REFERENCES record(id),
  -- NULL: it came from the office, or is only referred to and has no row of its kind.
  created_by INTEGER REFERENCES operation(id)
) STRICT;
CREATE INDEX record_of_case ON record(case_id, kind) WHERE case_id IS NOT NULL;

-- One row per named operation: who, when, where, what.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  member BLOB NOT NULL,
  device INTEGER NOT NULL,
  time INTEGER NOT NULL,
  at INTEGER NOT NULL,
  undoes INTEGER REFERENCES operation(id)
) STRICT;
CREATE INDEX operation_by_time ON operation(time);

-- Every value that was overwritten, with the stamp it had and the operation here that overwrote it. What an office
-- ranked also has when it was written, by which member and by which writing.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record(id),
  field INTEGER NOT NULL,
  value ANY,
  time INTEGER NOT NULL,
  device INTEGER NOT NULL,
  operation INTEGER REFERENCES operation(id),
  written INTEGER,
  member INTEGER REFERENCES member(id),
  writing INTEGER
) STRICT;
CREATE INDEX history_of_record ON history(record, field);
CREATE INDEX history_of_operation ON history(operation);

-- What waits for the office: one row per transaction. The hash stands here once an erasure took something out.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL UNIQUE REFERENCES operation(id),
  body BLOB NOT NULL,
  hash BLOB
) STRICT;

-- What the office acknowledged, with its verdict, until the office has a verified backup of it.
CREATE TABLE kept (
  id INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL UNIQUE REFERENCES operation(id),
  rejected INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- Content that stands beside a record, sealed: a value has its hash and the key. What came only in part is still to come.
CREATE TABLE blob (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  record BLOB NOT NULL,
  field INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  delivered INTEGER NOT NULL
) STRICT;
CREATE INDEX blob_of_record ON blob(record);
CREATE INDEX blob_to_deliver ON blob(id) WHERE delivered = 0;
CREATE INDEX blob_to_come ON blob(id) WHERE length(sealed) < size;

-- Who wrote what an office ranked, by a number of this file: stamps and history name it in four bytes.
CREATE TABLE member (id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE) STRICT;

-- What the office holds of a record, where the record's own row cannot say it: an own waiting value hides it, it was
-- deleted, somebody has to look at two versions, this version does not know the kind, a field or a value, or it left the
-- scope (shelf 1). Any other record's own row is what the office holds.
CREATE TABLE canonical (
  shelf INTEGER NOT NULL,
  record BLOB NOT NULL,
  case_record BLOB,
  open_reviews INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (shelf, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX canonical_of_case ON canonical(case_record) WHERE case_record IS NOT NULL;
CREATE INDEX canonical_to_review ON canonical(record) WHERE open_reviews > 0;

-- Text kept back because it may hold a citizen number. It never leaves this device.
CREATE TABLE held_text (
  record INTEGER NOT NULL REFERENCES record(id),
  field INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- Who did or saw what. Each line carries a hash over itself and the line before.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member BLOB NOT NULL,
  device INTEGER NOT NULL,
  action TEXT NOT NULL,
  record BLOB,
  outcome TEXT NOT NULL,
  chain BLOB NOT NULL
) STRICT;

-- Search. Text is folded before it comes here (docs/decisions/0004).
CREATE VIRTUAL TABLE found_name USING fts5(words, content='', contentless_delete=1, detail='none', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE found_spelling USING fts5(words, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE found_text USING fts5(words, content='', contentless_delete=1, detail='none', prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 0');
