/**
 * One delivery as people see it, out of the rows that make it: final if it has ended; otherwise
 * pending, parked or cancelled by the state of its subscription, whether it has a waiting row or
 * lives in memory for its first second.
 */
import type { Attempt } from '../../domain/attempt.ts'
import type { DeliveryKey, EventId } from '../../domain/ids.ts'
import { runsShownMax } from '../../domain/limits.ts'
import type { SubscriptionState } from '../../domain/subscription.ts'
import type {
  DeliveryRecord,
  EventDeliveries,
  EventDeliveriesQuery,
  StoredEvent,
} from '../../ports/history.ts'
import { attemptColumns, type AttemptRow, toAttempt } from '../sql/attempt-rows.ts'
import { bytesToId, idToBytes } from '../sql/binary-id.ts'
import type { DeliveryRow, WaitingRow } from '../sql/delivery-rows.ts'
import { type BareDelivery, type LastAttempt, noAttempt } from '../sql/delivery-traits.ts'
import { eventColumns, type EventRow, toEvent, toTargets } from '../sql/event-rows.ts'
import { type PackedNumbers, unpackNumbers } from '../sql/packed-numbers.ts'
import { toRunKind, toState } from '../sql/state-codes.ts'
import { findWaiting } from './find-waiting.ts'
import { readMark } from './meta.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** The columns of an event that a delivery shows. */
export type EventBrief = Pick<
  EventRow,
  'seq' | 'id' | 'tenant_key' | 'type' | 'accepted_at_ms' | 'targets'
>
export const briefColumns =
  'event.seq, event.id, event.tenant_key, event.type, event.accepted_at_ms, event.targets'

export interface RunKey {
  readonly seq: number
  readonly subscription: number
  readonly run: number
}

/** States of subscriptions, read once a query. */
export class SubscriptionStates {
  readonly #engine: SqliteEngine
  readonly #known = new Map<number, { state: SubscriptionState; since_ms: number }>()

  constructor(engine: SqliteEngine) {
    this.#engine = engine
  }

  of(number: number): { state: SubscriptionState; since_ms: number } {
    let found = this.#known.get(number)
    if (found === undefined) {
      found = this.#engine.get<{ state: SubscriptionState; since_ms: number }>(
        'SELECT state, since_ms FROM subscription WHERE number = ?',
        number,
      ) ?? { state: 'deleted', since_ms: 0 }
      this.#known.set(number, found)
    }
    return found
  }
}

export function findSeq(engine: SqliteEngine, id: EventId): number {
  const bytes = idToBytes(id)
  const folded = engine.number('SELECT seq FROM event_by_id WHERE id = ?', bytes)
  if (folded > 0) return folded
  const mark = readMark(engine, 'folded_seq')
  return engine.number('SELECT seq FROM event WHERE seq > ? AND id = ?', mark, bytes)
}

export function readEvent(
  engine: SqliteEngine,
  tenantKey: number,
  seq: number,
): StoredEvent | null {
  const row = engine.get<EventRow & { tenant_id: string }>(
    `SELECT ${eventColumns}, tenant.id AS tenant_id
    FROM event JOIN tenant ON tenant.key = event.tenant_key
    WHERE event.seq = ? AND event.tenant_key = ?`,
    seq,
    tenantKey,
  )
  if (row === undefined) return null
  return {
    event: toEvent(row, row.tenant_id),
    configVersion: row.config_version,
    targets: toTargets(row),
  }
}

export function readBrief(engine: SqliteEngine, seq: number): EventBrief | undefined {
  return engine.get<EventBrief>(`SELECT ${briefColumns} FROM event WHERE seq = ?`, seq)
}

/** All runs of an event, by subscription and run, or of one of its subscriptions. */
export function runsOf(
  engine: SqliteEngine,
  event: EventBrief,
  subscription: number | null,
): RunKey[] {
  const { seq } = event
  const targets = toTargets(event)
  const numbers = subscription === null ? targets : targets.filter((n) => n === subscription)
  const keys: RunKey[] = numbers.map((number) => ({ seq, subscription: number, run: 0 }))
  const reruns = engine.all<{ subscription: number; run: number }>(
    'SELECT subscription, run FROM rerun WHERE event_seq = ?1 AND (?2 IS NULL OR subscription = ?2)',
    seq,
    subscription,
  )
  if (reruns.length === 0) return keys
  for (const rerun of reruns) keys.push({ seq, ...rerun })
  return keys.sort((a, b) => a.subscription - b.subscription || a.run - b.run)
}

function readDelivery(
  engine: SqliteEngine,
  event: EventBrief,
  key: RunKey,
  states: SubscriptionStates,
): DeliveryRecord {
  const { delivery, attempts } = readBareDelivery(engine, event, key, states)
  return { ...delivery, ...readLastAttempt(engine, attempts) }
}

/** What the last of these came to. */
export function readLastAttempt(engine: SqliteEngine, attempts: PackedNumbers): LastAttempt {
  const number = unpackNumbers(attempts).at(-1)
  if (number === undefined) return noAttempt
  const row = engine.get<Pick<AttemptRow, 'status' | 'error_class'>>(
    'SELECT status, error_class FROM attempt WHERE number = ?',
    number,
  )
  return row === undefined ? noAttempt : { lastStatus: row.status, lastErrorClass: row.error_class }
}

/** The delivery, and the numbers of its attempts. */
export function readBareDelivery(
  engine: SqliteEngine,
  event: EventBrief,
  key: RunKey,
  states: SubscriptionStates,
): { readonly delivery: BareDelivery; readonly attempts: PackedNumbers } {
  const { subscription, run, seq } = key
  const shown = {
    eventId: bytesToId('evt', event.id),
    subscriptionNumber: subscription,
    run,
    eventSeq: seq,
    type: event.type,
    acceptedAtMs: event.accepted_at_ms,
  }
  const ended = readEnded(engine, key)
  if (ended !== undefined) {
    const delivery = {
      ...shown,
      state: toState(ended.state),
      runKind: toRunKind(ended.run_kind),
      attemptCount: ended.attempt_count,
      dueAtMs: null,
      endedAtMs: ended.ended_at_ms,
      isQuarantined: false,
    }
    return { delivery, attempts: ended.attempts }
  }
  const waiting = findWaiting(engine, { subscription, eventSeq: seq, run })
  const delivery = { ...shown, ...openView(waiting, states.of(subscription)) }
  return { delivery, attempts: waiting?.attempts ?? null }
}

function readEnded(engine: SqliteEngine, key: RunKey): DeliveryRow | undefined {
  return engine.get<DeliveryRow>(
    'SELECT * FROM delivery WHERE event_seq = ? AND subscription = ? AND run = ?',
    key.seq,
    key.subscription,
    key.run,
  )
}

type OpenView = Pick<
  DeliveryRecord,
  'state' | 'runKind' | 'attemptCount' | 'dueAtMs' | 'endedAtMs' | 'isQuarantined'
>

/** What an open delivery is while its subscription is in this state. */
export function openState(state: SubscriptionState): 'pending' | 'parked' | 'cancelled' {
  if (state === 'active') return 'pending'
  return state === 'deleted' ? 'cancelled' : 'parked'
}

function openView(
  waiting: WaitingRow | undefined,
  subscription: { state: SubscriptionState; since_ms: number },
): OpenView {
  const isGone = subscription.state === 'deleted'
  const isActive = subscription.state === 'active'
  const dueAtMs = waiting?.due_at_ms ?? 0
  return {
    state: openState(subscription.state),
    runKind: waiting === undefined ? 'accepted' : toRunKind(waiting.run_kind),
    attemptCount: waiting?.attempt_count ?? 0,
    dueAtMs: isActive && dueAtMs > 0 ? dueAtMs : null,
    endedAtMs: isGone ? subscription.since_ms : null,
    isQuarantined: !isGone && waiting?.is_quarantined === 1,
  }
}

/** Null when the tenant has no such delivery. */
export function findDelivery(
  engine: SqliteEngine,
  tenantKey: number,
  key: DeliveryKey,
): DeliveryRecord | null {
  const event = readBrief(engine, findSeq(engine, key.eventId))
  if (event === undefined || event.tenant_key !== tenantKey) return null
  const runs = runsOf(engine, event, key.subscriptionNumber)
  const found = runs.find((run) => run.run === key.run)
  return found === undefined
    ? null
    : readDelivery(engine, event, found, new SubscriptionStates(engine))
}

export function deliveriesOfEvent(
  engine: SqliteEngine,
  { tenantKey, eventId, afterSubscription, limit }: EventDeliveriesQuery,
): EventDeliveries {
  const event = readBrief(engine, findSeq(engine, eventId))
  if (event === undefined || event.tenant_key !== tenantKey) {
    return { deliveries: [], subscriptionNumbers: [] }
  }
  const states = new SubscriptionStates(engine)
  const runs = Map.groupBy(runsOf(engine, event, null), ({ subscription }) => subscription)
  const subscriptionNumbers = [...runs.keys()]
  const page = subscriptionNumbers.filter((number) => number > afterSubscription).slice(0, limit)
  const keys = page.flatMap((number) => runs.get(number)!.slice(-runsShownMax))
  const deliveries = keys.map((key) => readDelivery(engine, event, key, states))
  return { deliveries, subscriptionNumbers }
}

export function readAttempts(
  engine: SqliteEngine,
  tenantKey: number,
  key: DeliveryKey,
): readonly Attempt[] {
  const event = readBrief(engine, findSeq(engine, key.eventId))
  if (event === undefined || event.tenant_key !== tenantKey) return []
  const run = { seq: event.seq, subscription: key.subscriptionNumber, run: key.run }
  const packed: PackedNumbers | undefined =
    readEnded(engine, run)?.attempts ??
    findWaiting(engine, { ...run, eventSeq: event.seq })?.attempts
  return unpackNumbers(packed ?? null).flatMap((number) => {
    const row = engine.get<AttemptRow>(
      `SELECT ${attemptColumns} FROM attempt WHERE number = ?`,
      number,
    )
    return row === undefined ? [] : [toAttempt(row, key)]
  })
}
