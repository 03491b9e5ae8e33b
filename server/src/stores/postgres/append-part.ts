/**
 * The part of a commit that stores events: the tenant's configuration version is compared, the
 * idempotency key is claimed, the event gets its place in the accept order, and targets that no
 * queue in memory takes get their waiting rows. Of one key a commit holds one event; its twins are
 * told apart in memory. Keys are claimed in order, so that two commits never wait for each other.
 */
import { hash } from 'node:crypto'
import type { IdempotencyClaim, NewEvent } from '../../domain/event.ts'
import { idempotencyKeptMs } from '../../domain/limits.ts'
import type { AppendRequest, TargetPlacement } from '../../ports/event-store.ts'
import { runKindCode } from '../sql/state-codes.ts'
import { keptKeySql } from './event-rows.ts'
import type { CommitStatement } from './commit-statement.ts'
import {
  bytesArray,
  numberArray,
  numbersText,
  plainArray,
  sparse,
  textArray,
} from './sql-arrays.ts'

/** In `kind` of the answer. */
export const appended = { stored: 0, stale: 1, keyTaken: 2, noTenant: 3 } as const

export const appendPart = 1

export interface AppendContext {
  readonly node: number
  readonly nowMs: number
}

/** Binds the events and their waiting rows; the answer has a row for each event. */
export function addAppends(
  statement: CommitStatement,
  requests: readonly AppendRequest[],
  context: AppendContext,
): void {
  const hasKeys = requests.some(({ event }) => event.idempotency !== null)
  statement.with('given', givenSql(statement, requests))
  statement.with(
    'fit',
    `SELECT given.*, tenant.config_version = given.config_version AS is_current
    FROM given JOIN tenant ON tenant.key = given.tenant_key`,
  )
  if (hasKeys) statement.with('claimed', claimSql(statement, requests, context))
  const free = hasKeys ? freeSql : 'SELECT * FROM fit WHERE is_current ORDER BY ordinal'
  statement.with(
    // The transaction has its id before it takes a number: whoever sees a later id has seen, or
    // will never see, every number that was given before.
    'numbered',
    `SELECT pg_current_xact_id() AS xid, nextval('accept_seq') AS seq, free.* FROM (${free}) AS free`,
  )
  statement.with('stored', storeSql(statement, context))
  addPlacements(statement, requests)
  statement.result(`SELECT ${appendPart} AS part, given.ordinal::integer AS ordinal,
      CASE WHEN numbered.seq IS NOT NULL THEN ${appended.stored}
        WHEN fit.ordinal IS NULL THEN ${appended.noTenant}
        WHEN NOT fit.is_current THEN ${appended.stale} ELSE ${appended.keyTaken} END AS kind,
      numbered.seq AS number
    FROM given LEFT JOIN fit USING (ordinal) LEFT JOIN numbered USING (ordinal)`)
}

const freeSql = `SELECT fit.* FROM fit LEFT JOIN claimed USING (tenant_key, key_digest)
  WHERE fit.is_current AND (fit.key_digest IS NULL OR claimed.is_mine) ORDER BY fit.ordinal`

function givenSql(statement: CommitStatement, requests: readonly AppendRequest[]): string {
  const events = requests.map((request) => request.event)
  const column = <Value>(read: (event: NewEvent) => Value): Value[] => events.map(read)
  const targets = requests.map((request) => numbersText(numbersOf(request.targets)))
  const bound = [
    [plainArray(column((event) => event.id.slice(4))), 'uuid', 'id'],
    [numberArray(column((event) => event.tenantKey)), 'integer', 'tenant_key'],
    [numberArray(requests.map((request) => request.configVersion)), 'integer', 'config_version'],
    [numberArray(column((event) => event.acceptedAtMs)), 'bigint', 'accepted_at_ms'],
    [sparse(column(occurredAt), numberArray), 'bigint', 'occurred_at_ms'],
    [
      sparse(
        column((event) => event.deliverAtMs),
        numberArray,
      ),
      'bigint',
      'deliver_at_ms',
    ],
    [textArray(column((event) => event.type)), 'text', 'type'],
    [sparse(targets, textArray), 'text', 'targets'],
    [
      sparse(
        column((event) => event.orderKey),
        textArray,
      ),
      'text',
      'order_key',
    ],
    [
      sparse(
        column((event) => event.subject),
        textArray,
      ),
      'text',
      'subject',
    ],
    [
      sparse(
        column((event) => event.traceparent),
        textArray,
      ),
      'text',
      'traceparent',
    ],
    [
      sparse(
        column((event) => event.idempotency?.key ?? null),
        textArray,
      ),
      'text',
      'key',
    ],
    [sparse(column(digestOf), bytesArray), 'bytea', 'key_digest'],
    [bytesArray(column((event) => event.data)), 'bytea', 'data'],
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) WITH ORDINALITY
    AS given (${names.join(', ')}, ordinal)`
}

/** Most events happen when they are handed in; NULL says so in no bytes. */
function occurredAt(event: NewEvent): number | null {
  return event.occurredAtMs === event.acceptedAtMs ? null : event.occurredAtMs
}

function digestOf({ idempotency }: NewEvent): Uint8Array | null {
  return idempotency === null ? null : keyDigest(idempotency)
}

/** Half of SHA-256: keys of any length take 16 bytes. */
export function keyDigest(claim: IdempotencyClaim): Uint8Array {
  return hash('sha256', claim.key, 'buffer').subarray(0, 16)
}

function claimSql(
  statement: CommitStatement,
  requests: readonly AppendRequest[],
  { nowMs }: AppendContext,
): string {
  const digests = requests.map(({ event }) => event.idempotency?.bodyDigest ?? null)
  const counts = requests.map((request) => request.targets.length)
  const bound = `unnest(${statement.bind(bytesArray(digests))}::bytea[],
    ${statement.bind(numberArray(counts))}::integer[]) WITH ORDINALITY
    AS claim (body_digest, target_count, ordinal)`
  // A key that has outlived its time is replaced.
  return `INSERT INTO idempotency
      (tenant_key, key_digest, body_digest, event_id, target_count, at_ms)
    SELECT tenant_key, key_digest, body_digest, id, target_count, accepted_at_ms
    FROM fit JOIN ${bound} USING (ordinal) WHERE is_current AND key_digest IS NOT NULL
    ORDER BY tenant_key, key_digest
    ON CONFLICT (tenant_key, key_digest) DO UPDATE SET body_digest = excluded.body_digest,
      event_id = excluded.event_id, target_count = excluded.target_count, at_ms = excluded.at_ms
    WHERE idempotency.at_ms <= ${statement.bind(nowMs - idempotencyKeptMs)}::bigint
    RETURNING tenant_key, key_digest, true AS is_mine`
}

/** `content_type` stays NULL, which stands for JSON: all data is, for now. */
function storeSql(statement: CommitStatement, { node }: AppendContext): string {
  return `INSERT INTO event (seq, xid, accepted_at_ms, occurred_at_ms, deliver_at_ms, id, tenant_key,
      config_version, node, type, targets, order_key, subject, traceparent, idempotency_key, data)
    SELECT seq, xid, accepted_at_ms, occurred_at_ms, deliver_at_ms, id, tenant_key, config_version,
      ${statement.bind(node)}::integer, type, targets::integer[], order_key, subject, traceparent,
      key, data
    FROM numbered`
}

function addPlacements(statement: CommitStatement, requests: readonly AppendRequest[]): void {
  const ordinals: number[] = []
  const subscriptions: number[] = []
  for (const [index, { targets }] of requests.entries()) {
    for (const target of targets) {
      if (!target.isWaiting) continue
      ordinals.push(index + 1)
      subscriptions.push(target.subscriptionNumber)
    }
  }
  if (ordinals.length === 0) return
  statement.with(
    'placed',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT place.subscription, 0, seq, seq,
      CASE WHEN deliver_at_ms > accepted_at_ms THEN deliver_at_ms ELSE 0 END, id, 0, 0,
      ${runKindCode('accepted')}, false,
      ${keptKeySql}
    FROM numbered JOIN unnest(${statement.bind(numberArray(ordinals))}::bigint[],
      ${statement.bind(numberArray(subscriptions))}::integer[])
      AS place (ordinal, subscription) USING (ordinal)
    ORDER BY place.subscription, seq`,
  )
}

function numbersOf(targets: readonly TargetPlacement[]): readonly number[] {
  const numbers = targets.map((target) => target.subscriptionNumber)
  return numbers.length > 1 ? numbers.sort((a, b) => a - b) : numbers
}
