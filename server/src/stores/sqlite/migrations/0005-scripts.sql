-- Programs of tenants. No secret belongs into one, so they are stored as they are.
CREATE TABLE script (
  tenant_key INTEGER NOT NULL REFERENCES tenant (key),
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant_key, name)
) STRICT, WITHOUT ROWID;
