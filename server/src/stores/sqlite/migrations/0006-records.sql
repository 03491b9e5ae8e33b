-- What people manage beside subscriptions: small documents. json is sealed. account: a tenant's key,
-- 0 for the installation's own.
CREATE TABLE record (
  account INTEGER NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  json BLOB NOT NULL,
  PRIMARY KEY (account, collection, id)
) STRICT, WITHOUT ROWID;
