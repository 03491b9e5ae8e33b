-- The first schema. What is append-only and hot (event, attempt, delivery) carries no index beside
-- its key; lists read the projections further down, which are folded in once a second, sorted.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- key is never used again, not even after the newest tenant has gone.
CREATE TABLE tenant (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  config_version INTEGER NOT NULL
) STRICT;

-- digest: HMAC-SHA256 of the secret under a key derived from the encryption key.
CREATE TABLE api_key (
  id BLOB PRIMARY KEY,
  tenant_key INTEGER NOT NULL REFERENCES tenant (key),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  application TEXT NOT NULL,
  prefix TEXT NOT NULL,
  digest BLOB NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  last_used_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_key_by_tenant ON api_key (tenant_key, created_at_ms);

-- State and health change in place; the configuration lives in subscription_version.
CREATE TABLE subscription (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  tenant_key INTEGER NOT NULL REFERENCES tenant (key),
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  external_key TEXT,
  application TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  since_ms INTEGER NOT NULL,
  releasing_since_ms INTEGER,
  consecutive_error_count INTEGER NOT NULL,
  last_error_text TEXT,
  last_attempt_at_ms INTEGER,
  last_success_at_ms INTEGER,
  failing_since_ms INTEGER,
  streak INTEGER NOT NULL,
  failed_cycle_count INTEGER NOT NULL,
  rest_until_ms INTEGER NOT NULL,
  is_sick INTEGER NOT NULL,
  is_slowed INTEGER NOT NULL
) STRICT;

CREATE INDEX subscription_by_tenant ON subscription (tenant_key);
CREATE UNIQUE INDEX subscription_by_external_key ON subscription (tenant_key, external_key)
  WHERE external_key IS NOT NULL AND state <> 'deleted';

-- Immutable. A change of state alone repeats the version; its settings are those of the row before.
CREATE TABLE subscription_version (
  number INTEGER NOT NULL,
  valid_from_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  valid_from_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  settings TEXT,
  sealed BLOB,
  PRIMARY KEY (number, valid_from_seq)
) STRICT, WITHOUT ROWID;

-- Totals of a subscription that survive retention; folded from attempt.
CREATE TABLE subscription_total (
  subscription INTEGER PRIMARY KEY,
  call_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  last_attempt_at_ms INTEGER NOT NULL,
  last_success_at_ms INTEGER
) STRICT;

-- seq is the accept order. targets: NULL none, an integer one, a blob several (packed-numbers.ts).
-- data stands last, so that reading the other columns never follows its overflow pages.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  tenant_key INTEGER NOT NULL,
  config_version INTEGER NOT NULL,
  accepted_at_ms INTEGER NOT NULL,
  occurred_at_ms INTEGER,
  deliver_at_ms INTEGER,
  type TEXT NOT NULL,
  targets ANY,
  content_type TEXT,
  order_key TEXT,
  subject TEXT,
  traceparent TEXT,
  idempotency_key TEXT,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE idempotency (
  tenant_key INTEGER NOT NULL,
  key_digest BLOB NOT NULL,
  body_digest BLOB NOT NULL,
  event_id BLOB NOT NULL,
  target_count INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant_key, key_digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_age ON idempotency (at_ms);

-- One request, written once. attempts are found by the numbers kept in delivery and waiting.
CREATE TABLE attempt (
  number INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  run INTEGER NOT NULL,
  number_in_run INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  next_state INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  error_class TEXT,
  status INTEGER,
  retry_after_ms INTEGER,
  version INTEGER NOT NULL,
  body_digest BLOB NOT NULL,
  timings BLOB NOT NULL,
  reply_text TEXT NOT NULL
) STRICT;

-- What is final. Never changes, except that an attempt which was in flight when its delivery was
-- closed is added to it.
CREATE TABLE delivery (
  event_seq INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  run INTEGER NOT NULL,
  state INTEGER NOT NULL,
  run_kind INTEGER NOT NULL,
  attempt_count INTEGER NOT NULL,
  ended_at_ms INTEGER NOT NULL,
  attempts ANY,
  PRIMARY KEY (event_seq, subscription, run)
) STRICT, WITHOUT ROWID;

-- The only mutable delivery table: what is open and not in memory alone. position is event_seq,
-- until a spent cycle or a new run gives a later place, from the same counter as seq: so
-- (subscription, position) names a row, and waiting_moved finds the few that stand elsewhere.
CREATE TABLE waiting (
  subscription INTEGER NOT NULL,
  position INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,
  run INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  run_kind INTEGER NOT NULL,
  attempt_count INTEGER NOT NULL,
  recovery_count INTEGER NOT NULL,
  is_quarantined INTEGER NOT NULL,
  attempts ANY,
  PRIMARY KEY (subscription, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_by_due ON waiting (subscription, due_at_ms, position)
  WHERE is_quarantined = 0;
CREATE UNIQUE INDEX waiting_moved ON waiting (subscription, event_seq, run)
  WHERE position <> event_seq;

-- Runs after the first one. Append-only.
CREATE TABLE rerun (
  event_seq INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  run INTEGER NOT NULL,
  run_kind INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  PRIMARY KEY (event_seq, subscription, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE replay (
  id BLOB PRIMARY KEY,
  tenant_key INTEGER NOT NULL,
  filter TEXT NOT NULL,
  until_seq INTEGER NOT NULL,
  cursor_seq INTEGER NOT NULL,
  rate_per_second REAL NOT NULL,
  started_count INTEGER NOT NULL,
  is_done INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX replay_by_tenant ON replay (tenant_key, created_at_ms);

-- Projections: folded from the rows above, up to the marks in meta.

CREATE TABLE event_by_id (
  id BLOB PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event_by_tenant (
  tenant_key INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant_key, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE target_by_subscription (
  subscription INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subscription, seq)
) STRICT, WITHOUT ROWID;

-- Where in the accept order the events of a minute lie.
CREATE TABLE event_span (
  minute INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL
) STRICT;

-- Final and not delivered; written with the outcome, because it is rare.
CREATE TABLE undelivered (
  tenant_key INTEGER NOT NULL,
  state INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (tenant_key, state, event_seq, subscription, run)
) STRICT, WITHOUT ROWID;

-- The conservation ledger by subscription and hour; hour 0 holds what is older than two days.
CREATE TABLE counter (
  subscription INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  accepted INTEGER NOT NULL DEFAULT 0,
  resends INTEGER NOT NULL DEFAULT 0,
  replays INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  exhausted INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  expired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (subscription, hour)
) STRICT, WITHOUT ROWID;

-- The same, of rows that retention has dropped, so that a recount still balances.
CREATE TABLE dropped (
  state TEXT PRIMARY KEY,
  target_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
