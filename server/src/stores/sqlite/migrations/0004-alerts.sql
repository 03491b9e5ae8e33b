-- What people are told of trouble. content is sealed: subject, text, recipients. id grows with time.
CREATE TABLE alert (
  id BLOB PRIMARY KEY,
  tenant_key INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  acknowledged_at_ms INTEGER,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_by_tenant ON alert (tenant_key, id);
CREATE INDEX alert_open ON alert (tenant_key, id) WHERE acknowledged_at_ms IS NULL;
CREATE INDEX alert_by_age ON alert (at_ms);

-- An alert on its way to one of its recipients. number: the recipient's place in the content.
-- Tenants have their mails sent in turn.
CREATE TABLE mail (
  alert_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  tenant_key INTEGER NOT NULL,
  made_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempt_count INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  last_error_text TEXT,
  PRIMARY KEY (alert_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_by_due ON mail (due_at_ms) WHERE state = 'waiting';
CREATE INDEX mail_by_turn ON mail (tenant_key, due_at_ms) WHERE state = 'waiting';
CREATE INDEX mail_by_age ON mail (made_at_ms) WHERE state = 'waiting';
