/** An attempt and the columns it is kept in. Timings are rounded to a microsecond. */
import type { Attempt, Outcome } from '../../domain/attempt.ts'
import type { ErrorClass } from '../../domain/error-class.ts'
import type { DeliveryKey } from '../../domain/ids.ts'
import type { PhaseTimings } from '../../domain/message.ts'
import type { RowInsert, RowValue } from './row-insert.ts'

export interface AttemptRow {
  readonly number_in_run: number
  readonly started_at_ms: number
  readonly outcome: number
  readonly error_class: ErrorClass | null
  readonly status: number | null
  readonly retry_after_ms: number | null
  readonly version: number
  readonly body_digest: Uint8Array
  readonly timings: Uint8Array
  readonly reply_text: string
}

/** Success, as most attempts are, leaves out what it does not have; each value costs its binding. */
const successSql = `INSERT INTO attempt (number, event_seq, subscription, run, number_in_run,
    started_at_ms, duration_ms, next_state, status, version, body_digest, timings, reply_text,
    outcome)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`
const failureSql = `INSERT INTO attempt (number, event_seq, subscription, run, number_in_run,
    started_at_ms, duration_ms, next_state, status, version, body_digest, timings, reply_text,
    outcome, error_class, retry_after_ms)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export const attemptColumns = `number_in_run, started_at_ms, outcome, error_class, status,
  retry_after_ms, version, body_digest, timings, reply_text`

/** In `attempt.outcome`: the kind in the lowest two bits, then flags. */
const kinds = ['accepted', 'refused', 'unreached'] as const
const slowDownBit = 4
const goneBit = 8

export interface AttemptPlace {
  readonly number: number
  readonly eventSeq: number
  /** Code of the state that the attempt brought its delivery to. */
  readonly nextState: number
}

export function attemptInsert(attempt: Attempt, place: AttemptPlace): RowInsert {
  const { outcome } = attempt
  const values: RowValue[] = [
    place.number,
    place.eventSeq,
    attempt.subscriptionNumber,
    attempt.run,
    attempt.number,
    attempt.startedAtMs,
    Math.round(attempt.timings.totalMs),
    place.nextState,
    attempt.status,
    attempt.subscriptionVersion,
    attempt.bodyDigest,
    packTimings(attempt.timings),
    attempt.replyText,
  ]
  if (outcome.kind === 'accepted') return { sql: successSql, values }
  const retryAfterMs = outcome.kind === 'refused' ? outcome.retryAfterMs : null
  values.push(outcomeCode(outcome), outcome.errorClass, retryAfterMs)
  return { sql: failureSql, values }
}

export function toAttempt(row: AttemptRow, key: DeliveryKey): Attempt {
  return {
    eventId: key.eventId,
    subscriptionNumber: key.subscriptionNumber,
    run: key.run,
    number: row.number_in_run,
    startedAtMs: row.started_at_ms,
    timings: unpackTimings(row.timings),
    outcome: toOutcome(row),
    status: row.status,
    replyText: row.reply_text,
    bodyDigest: row.body_digest,
    subscriptionVersion: row.version,
  }
}

export function outcomeCode(outcome: Outcome): number {
  const code = kinds.indexOf(outcome.kind)
  if (outcome.kind !== 'refused') return code
  return code + (outcome.isSlowDown ? slowDownBit : 0) + (outcome.isGone ? goneBit : 0)
}

function toOutcome(row: AttemptRow): Outcome {
  const kind = kinds[row.outcome & 3]
  if (kind === 'accepted') return { kind }
  if (kind === undefined || row.error_class === null) {
    throw new RangeError(`${row.outcome} is no outcome of an attempt`)
  }
  if (kind === 'unreached') return { kind, errorClass: row.error_class }
  return {
    kind,
    errorClass: row.error_class,
    retryAfterMs: row.retry_after_ms,
    isSlowDown: (row.outcome & slowDownBit) > 0,
    isGone: (row.outcome & goneBit) > 0,
  }
}

/** Total, name, connect, TLS, first byte: microseconds plus one as varints, 0 for null. */
export function packTimings(timings: PhaseTimings): Uint8Array {
  let end = packTime(0, timings.totalMs)
  end = packTime(end, timings.dnsMs)
  end = packTime(end, timings.connectMs)
  end = packTime(end, timings.tlsMs)
  end = packTime(end, timings.firstByteMs)
  return packed.slice(0, end)
}

/** Five times of at most eight bytes. */
const packed = new Uint8Array(40)

function packTime(start: number, ms: number | null): number {
  let at = start
  let rest = ms === null ? 0 : Math.max(0, Math.round(ms * 1_000)) + 1
  for (; rest >= 128; at += 1) {
    packed[at] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
  }
  packed[at] = rest
  return at + 1
}

function unpackTimings(bytes: Uint8Array): PhaseTimings {
  const values: (number | null)[] = []
  let value = 0
  let weight = 1
  for (const byte of bytes) {
    value += (byte & 127) * weight
    weight *= 128
    if (byte >= 128) continue
    values.push(value === 0 ? null : (value - 1) / 1_000)
    value = 0
    weight = 1
  }
  const [totalMs = 0, dnsMs = null, connectMs = null, tlsMs = null, firstByteMs = null] = values
  return { totalMs: totalMs ?? 0, dnsMs, connectMs, tlsMs, firstByteMs }
}
