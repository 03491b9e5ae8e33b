/**
 * The part of a commit that writes what became of deliveries: ends, next places in the line, and
 * the attempts that led there. A commit holds one outcome of a delivery. What is not as the caller
 * thinks (an attempt that ends after its delivery was closed) is answered, not written, and
 * `late-outcomes.ts` looks at it afterwards: so the usual commit reads no partitioned table.
 */
import type { OutcomeRecord } from '../../ports/delivery-store.ts'
import { outcomeCode, packTimings } from '../sql/attempt-rows.ts'
import { runKindCode, stateCode } from '../sql/state-codes.ts'
import type { CommitStatement } from './commit-statement.ts'
import { dayIn } from './days.ts'
import { countEnds } from './ledger-part.ts'
import { bytesArray, numberArray, plainArray, sparse, textArray } from './sql-arrays.ts'

export const endPart = 2
export const againPart = 3

/** Ordinals in the answer count these. */
export interface OutcomeLists {
  readonly ends: readonly OutcomeRecord[]
  readonly agains: readonly OutcomeRecord[]
}

/** Binds the outcomes; the answer has a row for each that found its delivery otherwise. */
export function addOutcomes(statement: CommitStatement, lists: OutcomeLists): void {
  if (lists.ends.length > 0) addEnds(statement, lists.ends)
  if (lists.agains.length > 0) addAgains(statement, lists.agains)
}

function addEnds(statement: CommitStatement, records: readonly OutcomeRecord[]): void {
  statement.with('ended', recordsSql(statement, records, false))
  statement.with(
    'final',
    `INSERT INTO delivery (event_seq, subscription, run, state, run_kind, attempt_count, ended_at_ms)
    SELECT event_seq, subscription, run, next_state, run_kind, attempt_count, at_ms FROM ended
    WHERE EXISTS (SELECT FROM day WHERE day.number = ${dayIn('event_seq')})
    ON CONFLICT DO NOTHING RETURNING event_seq, subscription, run`,
  )
  if (records.some((record) => record.hasRow)) {
    statement.with(
      'gone',
      `DELETE FROM waiting USING ended WHERE has_row = 1
        AND waiting.subscription = ended.subscription AND waiting.event_seq = ended.event_seq
        AND waiting.run = ended.run`,
    )
  }
  statement.with(
    'end_tried',
    attemptSql('ended JOIN final USING (event_seq, subscription, run)', 'ended.next_state'),
  )
  if (records.some((record) => record.next.state !== 'delivered')) {
    statement.with(
      'sad',
      `INSERT INTO undelivered (tenant_key, state, event_seq, subscription, run)
      SELECT event.tenant_key, next_state, event_seq, subscription, run
      FROM ended JOIN final USING (event_seq, subscription, run) JOIN event ON event.seq = event_seq
      WHERE next_state <> ${stateCode('delivered')} ON CONFLICT DO NOTHING`,
    )
  }
  if (records.some((record) => record.attempt === null)) {
    countEnds(
      statement,
      `SELECT subscription, event_seq, next_state, at_ms
      FROM ended JOIN final USING (event_seq, subscription, run) WHERE number_in_run = 0`,
    )
  }
  statement.result(
    `SELECT ${endPart} AS part, ordinal::integer AS ordinal, 0 AS kind, 0::bigint AS number
    FROM ended LEFT JOIN final USING (event_seq, subscription, run) WHERE final.run IS NULL`,
  )
}

function addAgains(statement: CommitStatement, records: readonly OutcomeRecord[]): void {
  statement.with('again', recordsSql(statement, records, true))
  statement.with(
    'moved',
    `UPDATE waiting SET due_at_ms = at_ms, attempt_count = again.attempt_count,
      recovery_count = again.recovery_count, is_quarantined = false,
      position = CASE WHEN is_behind = 1 THEN nextval('accept_seq') ELSE waiting.position END
    FROM again WHERE waiting.subscription = again.subscription
      AND waiting.event_seq = again.event_seq AND waiting.run = again.run
      AND (number_in_run = 0 OR waiting.attempt_count < number_in_run)
    RETURNING again.ordinal`,
  )
  statement.with(
    'fresh',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, run, event_seq,
      CASE WHEN is_behind = 1 THEN nextval('accept_seq') ELSE position END, at_ms, event_id,
      attempt_count, recovery_count, run_kind, false, kept_key
    FROM again WHERE has_row = 0 AND ordinal NOT IN (SELECT ordinal FROM moved)
      AND EXISTS (SELECT FROM day WHERE day.number = ${dayIn('event_seq')})
    ON CONFLICT DO NOTHING RETURNING event_seq, subscription, run`,
  )
  statement.with(
    'going_on',
    `SELECT ordinal FROM moved UNION ALL
    SELECT ordinal FROM again JOIN fresh USING (event_seq, subscription, run)`,
  )
  const source = 'again JOIN going_on USING (ordinal)'
  statement.with('again_tried', attemptSql(source, String(stateCode('pending'))))
  statement.result(
    `SELECT ${againPart} AS part, ordinal::integer AS ordinal, 0 AS kind, 0::bigint AS number
    FROM again WHERE has_row = 1 AND ordinal NOT IN (SELECT ordinal FROM going_on)`,
  )
}

/** Inserts the attempts of these rows; one that is there already was written before. */
export function attemptSql(source: string, nextState: string): string {
  return `INSERT INTO attempt (event_seq, number, started_at_ms, retry_after_ms, subscription, run,
      number_in_run, duration_ms, version, status, next_state, outcome, error_class, body_digest,
      timings, reply_text)
    SELECT event_seq, nextval('attempt_number'), started_at_ms, retry_after_ms, subscription, run,
      number_in_run, duration_ms, version, status, ${nextState}, outcome, error_class, body_digest,
      timings, reply_text
    FROM ${source} WHERE number_in_run > 0 ON CONFLICT DO NOTHING`
}

const none = new Uint8Array(0)

/**
 * Records with their attempts as rows; `number_in_run` is 0 where there was no attempt. Only a
 * delivery that may go on needs its place.
 */
export function recordsSql(
  statement: CommitStatement,
  records: readonly OutcomeRecord[],
  mayGoOn: boolean,
): string {
  const attempts = records.map((record) => record.attempt)
  const places = records.map((record) => record.delivery)
  const bound: (readonly [string, string, string])[] = [
    [numberArray(places.map((place) => place.eventSeq)), 'bigint', 'event_seq'],
    [numberArray(places.map((place) => place.subscriptionNumber)), 'integer', 'subscription'],
    [numberArray(places.map((place) => place.run)), 'integer', 'run'],
    [numberArray(places.map((place) => runKindCode(place.runKind))), 'smallint', 'run_kind'],
    [numberArray(records.map((record) => Number(record.hasRow))), 'smallint', 'has_row'],
    [numberArray(records.map(({ next }) => stateCode(next.state))), 'smallint', 'next_state'],
    [numberArray(records.map(instantOf)), 'bigint', 'at_ms'],
    [numberArray(records.map(attemptCountOf)), 'integer', 'attempt_count'],
    [numberArray(attempts.map((attempt) => attempt?.number ?? 0)), 'integer', 'number_in_run'],
    [numberArray(attempts.map((attempt) => attempt?.startedAtMs ?? 0)), 'bigint', 'started_at_ms'],
    [numberArray(attempts.map(durationOf)), 'integer', 'duration_ms'],
    [numberArray(attempts.map((one) => one?.subscriptionVersion ?? 0)), 'integer', 'version'],
    [
      sparse(
        attempts.map((attempt) => attempt?.status ?? null),
        numberArray,
      ),
      'integer',
      'status',
    ],
    [numberArray(attempts.map(codeOf)), 'smallint', 'outcome'],
    [sparse(attempts.map(errorClassOf), textArray), 'text', 'error_class'],
    [sparse(attempts.map(retryAfterOf), numberArray), 'bigint', 'retry_after_ms'],
    [bytesArray(attempts.map((attempt) => attempt?.bodyDigest ?? none)), 'bytea', 'body_digest'],
    [bytesArray(attempts.map(timingsOf)), 'bytea', 'timings'],
    [textArray(attempts.map((attempt) => attempt?.replyText ?? '')), 'text', 'reply_text'],
  ]
  if (mayGoOn) bound.push(...againColumns(records))
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) WITH ORDINALITY
    AS record (${names.join(', ')}, ordinal)`
}

function againColumns(records: readonly OutcomeRecord[]): (readonly [string, string, string])[] {
  const places = records.map((record) => record.delivery)
  return [
    [plainArray(places.map((place) => place.eventId.slice(4))), 'uuid', 'event_id'],
    [numberArray(places.map((place) => place.position)), 'bigint', 'position'],
    [numberArray(records.map(isBehind)), 'smallint', 'is_behind'],
    [numberArray(records.map(recoveryCountOf)), 'integer', 'recovery_count'],
    [
      sparse(
        places.map((place) => place.keptKey ?? null),
        textArray,
      ),
      'text',
      'kept_key',
    ],
  ]
}

type Attempt = OutcomeRecord['attempt']

function instantOf({ next }: OutcomeRecord): number {
  return next.state === 'pending' ? next.dueAtMs : next.atMs
}

function isBehind({ next }: OutcomeRecord): number {
  return Number(next.state === 'pending' && next.isBehindOthers)
}

function attemptCountOf({ attempt, delivery }: OutcomeRecord): number {
  return attempt?.number ?? delivery.attemptCount
}

/** It came through its attempt alive: crashes in a row end here. */
function recoveryCountOf({ attempt, delivery }: OutcomeRecord): number {
  return attempt === null ? delivery.recoveryCount : 0
}

function durationOf(attempt: Attempt): number {
  return attempt === null ? 0 : Math.round(attempt.timings.totalMs)
}

function codeOf(attempt: Attempt): number {
  return attempt === null ? 0 : outcomeCode(attempt.outcome)
}

function errorClassOf(attempt: Attempt): string | null {
  if (attempt === null || attempt.outcome.kind === 'accepted') return null
  return attempt.outcome.errorClass
}

function retryAfterOf(attempt: Attempt): number | null {
  return attempt?.outcome.kind === 'refused' ? attempt.outcome.retryAfterMs : null
}

function timingsOf(attempt: Attempt): Uint8Array {
  return attempt === null ? none : packTimings(attempt.timings)
}
