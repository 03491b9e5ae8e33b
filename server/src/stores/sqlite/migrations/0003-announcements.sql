-- What has become of a subscription and has to be told; written with the change, gone once told.
-- content is sealed. id grows with time.
CREATE TABLE announcement (
  id BLOB PRIMARY KEY,
  tenant_key INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
