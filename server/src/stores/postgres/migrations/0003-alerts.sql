-- What people are told of trouble. content is sealed: subject, text, recipients. id grows with time.
CREATE TABLE alert (
  id bytea PRIMARY KEY,
  tenant_key integer NOT NULL,
  subscription integer NOT NULL,
  kind text NOT NULL,
  at_ms bigint NOT NULL,
  acknowledged_at_ms bigint,
  content bytea NOT NULL
);

CREATE INDEX alert_by_tenant ON alert (tenant_key, id);
CREATE INDEX alert_open ON alert (tenant_key, id) WHERE acknowledged_at_ms IS NULL;
CREATE INDEX alert_by_age ON alert (at_ms);

-- An alert on its way to one of its recipients. number: the recipient's place in the content.
-- Tenants have their mails sent in turn.
CREATE TABLE mail (
  alert_id bytea NOT NULL,
  number integer NOT NULL,
  tenant_key integer NOT NULL,
  made_at_ms bigint NOT NULL,
  state text NOT NULL,
  attempt_count integer NOT NULL,
  due_at_ms bigint NOT NULL,
  ended_at_ms bigint,
  last_error_text text,
  PRIMARY KEY (alert_id, number)
);

CREATE INDEX mail_by_due ON mail (due_at_ms) WHERE state = 'waiting';
CREATE INDEX mail_by_turn ON mail (tenant_key, due_at_ms) WHERE state = 'waiting';
CREATE INDEX mail_by_age ON mail (made_at_ms) WHERE state = 'waiting';
