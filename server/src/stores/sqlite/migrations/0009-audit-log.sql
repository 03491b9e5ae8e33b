-- Who changed what, when. account: a tenant's or a partner's key, 0 for the installation's own.
-- actor: operator, anyone, or the id of a key. seen_by: the application that it is for. content: JSON, with secrets hidden.
CREATE TABLE audit_entry (
  id BLOB PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  account INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT,
  seen_by TEXT,
  operation TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_entry_by_account ON audit_entry (account, id);
CREATE INDEX audit_entry_by_time ON audit_entry (at_ms);
