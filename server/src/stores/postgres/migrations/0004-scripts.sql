-- Programs of tenants. No secret belongs into one, so they are stored as they are.
CREATE TABLE script (
  tenant_key integer NOT NULL REFERENCES tenant (key),
  name text COLLATE "C" NOT NULL,
  source text NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (tenant_key, name)
);
