-- The first schema. What grows with every event lies in partitions of about a day along the accept
-- order, and retention drops a day whole. A seq is the number of its day times 2^36 plus a counter,
-- so that every table below knows the day of a row from its seq, and no row needs a date.

CREATE TABLE meta (
  name text PRIMARY KEY,
  value bytea NOT NULL
);

-- folded_seq, folded_attempt: projections and counters are complete up to here.
CREATE TABLE mark (
  name text PRIMARY KEY,
  number bigint NOT NULL
);

INSERT INTO mark (name, number) VALUES ('folded_seq', 0), ('folded_attempt', 0);

-- A process that writes. Every commit counts commit_number up by one and holds the row until its
-- end: so a commit whose answer was lost can be looked up, none can happen twice, and a process
-- whose fence was raised by another can write nothing more. settled_seq: every target of an event
-- that this node accepted, up to here, has an outcome or a row. beat_count grows while it lives.
-- state: 0 lives, 1 fenced and not recovered, 2 recovered or gone in good order.
CREATE TABLE node (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  roles text NOT NULL,
  fence bigint NOT NULL,
  commit_number bigint NOT NULL,
  settled_seq bigint NOT NULL,
  beat_count bigint NOT NULL,
  state smallint NOT NULL
);

-- Who sends for which subscriptions; shard -1 stands for the maintenance.
CREATE TABLE shard (
  number integer PRIMARY KEY,
  node integer REFERENCES node (number)
);

INSERT INTO shard (number) SELECT generate_series(-1, 255);

-- Events in the order they were accepted; also places in a line, and when a version came into
-- force. Not cached, so that numbers are given in the order that they are asked for.
CREATE SEQUENCE accept_seq AS bigint START WITH 68719476737 NO CYCLE;
CREATE SEQUENCE attempt_number AS bigint NO CYCLE;
CREATE SEQUENCE subscription_number AS integer NO CYCLE;

-- began_at_ms is null while a day is only made ahead. The counters are the conservation ledger of
-- its events; of days that were dropped they are gathered in row 0.
CREATE TABLE day (
  number integer PRIMARY KEY,
  began_at_ms bigint,
  accepted bigint NOT NULL DEFAULT 0,
  resends bigint NOT NULL DEFAULT 0,
  replays bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  exhausted bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  expired bigint NOT NULL DEFAULT 0
);

INSERT INTO day (number, began_at_ms) VALUES (0, 0);

CREATE TABLE tenant (
  key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE COLLATE "C",
  name text NOT NULL,
  created_at_ms bigint NOT NULL,
  config_version integer NOT NULL
);

-- digest: HMAC-SHA256 of the secret under a key derived from the encryption key.
CREATE TABLE api_key (
  id bytea PRIMARY KEY,
  tenant_key integer NOT NULL REFERENCES tenant (key),
  name text NOT NULL,
  scopes text NOT NULL,
  application text NOT NULL,
  prefix text NOT NULL,
  digest bytea NOT NULL UNIQUE,
  created_at_ms bigint NOT NULL,
  revoked_at_ms bigint,
  last_used_at_ms bigint
);

CREATE INDEX api_key_by_tenant ON api_key (tenant_key, created_at_ms);

-- State and health change in place; the configuration lives in subscription_version.
CREATE TABLE subscription (
  number integer PRIMARY KEY,
  id bytea NOT NULL UNIQUE,
  tenant_key integer NOT NULL REFERENCES tenant (key),
  owner_kind text NOT NULL,
  owner_id text NOT NULL,
  external_key text,
  application text,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  reason text,
  since_ms bigint NOT NULL,
  releasing_since_ms bigint,
  consecutive_error_count integer NOT NULL DEFAULT 0,
  last_error_text text,
  last_attempt_at_ms bigint,
  last_success_at_ms bigint,
  failing_since_ms bigint,
  streak integer NOT NULL DEFAULT 0,
  failed_cycle_count integer NOT NULL DEFAULT 0,
  rest_until_ms bigint NOT NULL DEFAULT 0,
  is_sick integer NOT NULL DEFAULT 0,
  is_slowed integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

CREATE INDEX subscription_by_tenant ON subscription (tenant_key);
CREATE UNIQUE INDEX subscription_by_external_key ON subscription (tenant_key, external_key)
  WHERE external_key IS NOT NULL AND state <> 'deleted';

-- Immutable. A change of state alone repeats the version; its settings are those of the row before.
CREATE TABLE subscription_version (
  number integer NOT NULL,
  valid_from_seq bigint NOT NULL,
  version integer NOT NULL,
  valid_from_ms bigint NOT NULL,
  state text NOT NULL,
  settings text,
  sealed bytea,
  PRIMARY KEY (number, valid_from_seq)
);

-- Totals of a subscription that survive retention; folded from attempt.
CREATE TABLE subscription_total (
  subscription integer PRIMARY KEY,
  call_count bigint NOT NULL,
  error_count bigint NOT NULL,
  last_attempt_at_ms bigint NOT NULL,
  last_success_at_ms bigint
) WITH (fillfactor = 70);

-- xid tells a reader which events may still have a neighbour that it cannot see yet; node, who has
-- to find its targets again after a crash.
CREATE TABLE event (
  seq bigint NOT NULL,
  xid xid8 NOT NULL,
  accepted_at_ms bigint NOT NULL,
  occurred_at_ms bigint,
  deliver_at_ms bigint,
  id uuid NOT NULL,
  tenant_key integer NOT NULL,
  config_version integer NOT NULL,
  node integer NOT NULL,
  type text NOT NULL,
  targets integer[],
  content_type text,
  order_key text,
  subject text,
  traceparent text,
  idempotency_key text,
  data bytea NOT NULL,
  PRIMARY KEY (seq)
) PARTITION BY RANGE (seq);

CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_tenant ON event (tenant_key, seq);

-- Outlives its event, so it is not partitioned by it.
CREATE TABLE idempotency (
  tenant_key integer NOT NULL,
  key_digest bytea NOT NULL,
  body_digest bytea NOT NULL,
  event_id uuid NOT NULL,
  target_count integer NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (tenant_key, key_digest)
);

CREATE INDEX idempotency_by_age ON idempotency (at_ms);

-- One request, written once. number is the order in which attempts are folded.
CREATE TABLE attempt (
  event_seq bigint NOT NULL,
  number bigint NOT NULL,
  started_at_ms bigint NOT NULL,
  retry_after_ms bigint,
  subscription integer NOT NULL,
  run integer NOT NULL,
  number_in_run integer NOT NULL,
  duration_ms integer NOT NULL,
  version integer NOT NULL,
  status integer,
  next_state smallint NOT NULL,
  outcome smallint NOT NULL,
  error_class text,
  body_digest bytea NOT NULL,
  timings bytea NOT NULL,
  reply_text text NOT NULL,
  PRIMARY KEY (event_seq, subscription, run, number_in_run)
) PARTITION BY RANGE (event_seq);

CREATE INDEX attempt_by_number ON attempt (number);

-- What is final. Never changes, except that an attempt which was in flight when its delivery was
-- closed is counted with it.
CREATE TABLE delivery (
  event_seq bigint NOT NULL,
  ended_at_ms bigint NOT NULL,
  subscription integer NOT NULL,
  run integer NOT NULL,
  attempt_count integer NOT NULL,
  state smallint NOT NULL,
  run_kind smallint NOT NULL,
  PRIMARY KEY (event_seq, subscription, run)
) PARTITION BY RANGE (event_seq);

-- The only mutable delivery table: what is open and not in memory alone. position is event_seq,
-- until a spent cycle or a new run gives a later place, from the same counter as seq.
CREATE TABLE waiting (
  subscription integer NOT NULL,
  run integer NOT NULL,
  event_seq bigint NOT NULL,
  position bigint NOT NULL,
  due_at_ms bigint NOT NULL,
  event_id uuid NOT NULL,
  attempt_count integer NOT NULL,
  recovery_count integer NOT NULL,
  run_kind smallint NOT NULL,
  is_quarantined boolean NOT NULL,
  PRIMARY KEY (subscription, event_seq, run)
) WITH (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX waiting_by_due ON waiting (subscription, due_at_ms, position)
  WHERE NOT is_quarantined;
CREATE INDEX waiting_by_place ON waiting (subscription, position);

-- Runs after the first one. Append-only.
CREATE TABLE rerun (
  event_seq bigint NOT NULL,
  started_at_ms bigint NOT NULL,
  subscription integer NOT NULL,
  run integer NOT NULL,
  run_kind smallint NOT NULL,
  PRIMARY KEY (event_seq, subscription, run)
) PARTITION BY RANGE (event_seq);

-- Of the event right above cursor_seq, subscriptions up to cursor_subscription are done.
CREATE TABLE replay (
  id bytea PRIMARY KEY,
  tenant_key integer NOT NULL,
  filter text NOT NULL,
  until_seq bigint NOT NULL,
  cursor_seq bigint NOT NULL,
  cursor_subscription integer NOT NULL,
  rate_per_second double precision NOT NULL,
  started_count bigint NOT NULL,
  is_done integer NOT NULL,
  created_at_ms bigint NOT NULL
);

CREATE INDEX replay_by_tenant ON replay (tenant_key, created_at_ms);

-- Projections, folded from the rows above up to the marks.

CREATE TABLE target_by_subscription (
  seq bigint NOT NULL,
  subscription integer NOT NULL,
  PRIMARY KEY (subscription, seq)
) PARTITION BY RANGE (seq);

-- Where in the accept order the events of a minute lie.
CREATE TABLE event_span (
  minute bigint NOT NULL,
  day integer NOT NULL,
  first_seq bigint NOT NULL,
  last_seq bigint NOT NULL,
  PRIMARY KEY (minute, day)
);

-- Final and not delivered; written with the outcome, because it is rare.
CREATE TABLE undelivered (
  event_seq bigint NOT NULL,
  tenant_key integer NOT NULL,
  subscription integer NOT NULL,
  run integer NOT NULL,
  state smallint NOT NULL,
  PRIMARY KEY (tenant_key, state, event_seq, subscription, run)
) PARTITION BY RANGE (event_seq);

-- The conservation ledger by subscription and hour; hour 0 holds what is older than two days.
CREATE TABLE counter (
  subscription integer NOT NULL,
  hour integer NOT NULL,
  accepted bigint NOT NULL DEFAULT 0,
  resends bigint NOT NULL DEFAULT 0,
  replays bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  exhausted bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  expired bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (subscription, hour)
) WITH (fillfactor = 70);
