-- Who changed what, when. account: a tenant's or a partner's key, 0 for the installation's own.
-- actor: operator, anyone, or the id of a key. seen_by: the application that it is for. content: JSON, with secrets hidden.
CREATE TABLE audit_entry (
  id bytea PRIMARY KEY,
  at_ms bigint NOT NULL,
  account integer NOT NULL,
  actor text COLLATE "C" NOT NULL,
  actor_name text,
  seen_by text COLLATE "C",
  operation text COLLATE "C" NOT NULL,
  content text NOT NULL
);

CREATE INDEX audit_entry_by_account ON audit_entry (account, id);
CREATE INDEX audit_entry_by_time ON audit_entry (at_ms);
