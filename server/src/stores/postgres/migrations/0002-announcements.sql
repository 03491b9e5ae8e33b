-- What has become of a subscription and has to be told; written with the change, gone once told.
-- content is sealed. id grows with time.
CREATE TABLE announcement (
  id bytea PRIMARY KEY,
  tenant_key integer NOT NULL,
  subscription integer NOT NULL,
  at_ms bigint NOT NULL,
  content bytea NOT NULL
);
