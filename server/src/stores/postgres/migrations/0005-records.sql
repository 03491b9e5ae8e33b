-- What people manage beside subscriptions: small documents. json is sealed. account: a tenant's key,
-- 0 for the installation's own. stamp: of the write that made it what it is.
CREATE TABLE record (
  account integer NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  changed_at_ms bigint NOT NULL,
  json bytea NOT NULL,
  stamp bytea,
  PRIMARY KEY (account, collection, id)
);

-- One row, counted up by every write of records: of two that read the same, one is made.
CREATE TABLE record_head (
  write_count bigint NOT NULL
);
INSERT INTO record_head (write_count) VALUES (0);
