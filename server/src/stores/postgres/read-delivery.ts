/**
 * Deliveries as people see them, out of the rows that make them, many in one question: final if it
 * has ended; otherwise pending, parked or cancelled by the state of its subscription, whether it has
 * a waiting row or lives in memory for its first second.
 */
import type { Attempt } from '../../domain/attempt.ts'
import type { DeliveryKey, EventId } from '../../domain/ids.ts'
import type { SubscriptionState } from '../../domain/subscription.ts'
import { runsShownMax } from '../../domain/limits.ts'
import type { DeliveryRecord, EventDeliveries, EventDeliveriesQuery } from '../../ports/history.ts'
import { attemptColumns, type AttemptRow, toAttempt } from '../sql/attempt-rows.ts'
import { type BareDelivery, type LastAttempt, noAttempt } from '../sql/delivery-traits.ts'
import { toRunKind, toState } from '../sql/state-codes.ts'
import { toEventId, toUuid } from './event-rows.ts'
import { briefColumns, type EventBrief } from './event-scan.ts'
import type { Reader } from './read-pool.ts'
import { numberArray, toNumbers } from './sql-arrays.ts'

export interface RunKey {
  readonly seq: number
  readonly subscription: number
  readonly run: number
}

/** A run with the event it belongs to. */
export interface RunOfEvent {
  readonly key: RunKey
  readonly event: EventBrief
}

interface PartsRow extends RunKey {
  readonly state: number | null
  readonly ended_kind: number | null
  readonly ended_attempts: number | null
  readonly ended_at_ms: number | null
  readonly waiting_kind: number | null
  readonly waiting_attempts: number | null
  readonly due_at_ms: number | null
  readonly is_quarantined: boolean | null
  readonly subscription_state: SubscriptionState | null
  readonly since_ms: number | null
}

export async function findBrief(
  reader: Reader,
  tenantKey: number,
  id: EventId,
): Promise<EventBrief | null> {
  const [row] = await reader.query<EventBrief>(
    `SELECT ${briefColumns} FROM event WHERE id = $1 AND tenant_key = $2`,
    [toUuid(id), tenantKey],
  )
  return row ?? null
}

/** The events in parts of so many targets together, each of one event at least. */
export function* inParts(
  events: readonly EventBrief[],
  targetsMax: number,
): Generator<EventBrief[], void> {
  let part: EventBrief[] = []
  let count = 0
  for (const event of events) {
    const targetCount = toNumbers(event.targets).length
    if (part.length > 0 && count + targetCount > targetsMax) {
      yield part
      part = []
      count = 0
    }
    part.push(event)
    count += targetCount
  }
  if (part.length > 0) yield part
}

/** All runs of these events, in their order, each by subscription and run; or of one subscription. */
export async function runsOf(
  reader: Reader,
  events: readonly EventBrief[],
  subscription: number | null,
): Promise<RunOfEvent[][]> {
  if (events.length === 0) return []
  const reruns = await reader.plan<RunKey>(
    `SELECT event_seq AS seq, subscription, run FROM rerun WHERE event_seq = ANY ($1::bigint[])
      AND ($2::integer IS NULL OR subscription = $2)`,
    [numberArray(events.map((event) => event.seq)), subscription],
  )
  const bySeq = Map.groupBy(reruns, (row) => row.seq)
  return events.map((event) => {
    const { seq } = event
    const targets = toNumbers(event.targets)
    const numbers = subscription === null ? targets : targets.filter((n) => n === subscription)
    const keys: RunKey[] = numbers.map((number) => ({ seq, subscription: number, run: 0 }))
    keys.push(...(bySeq.get(seq) ?? []))
    keys.sort((a, b) => a.subscription - b.subscription || a.run - b.run)
    return keys.map((key) => ({ key, event }))
  })
}

/** The deliveries of these runs, in their order. */
async function readDeliveries(
  reader: Reader,
  runs: readonly RunOfEvent[],
): Promise<DeliveryRecord[]> {
  return withLastAttempts(reader, await readBareDeliveries(reader, runs))
}

/** Deliveries that are looked up in one question. */
const lastAttemptsPerQuestion = 1_000

/** The same deliveries, each with what its last attempt came to. */
export async function withLastAttempts(
  reader: Reader,
  deliveries: readonly BareDelivery[],
): Promise<DeliveryRecord[]> {
  const all: DeliveryRecord[] = []
  for (let at = 0; at < deliveries.length; at += lastAttemptsPerQuestion) {
    const part = deliveries.slice(at, at + lastAttemptsPerQuestion)
    const found = await readLastAttempts(reader, part)
    all.push(...part.map((delivery, index) => ({ ...delivery, ...(found[index] ?? noAttempt) })))
  }
  return all
}

async function readLastAttempts(
  reader: Reader,
  deliveries: readonly BareDelivery[],
): Promise<readonly LastAttempt[]> {
  const seqs = deliveries.map((one) => one.eventSeq)
  const rows = await reader.plan<Pick<AttemptRow, 'status' | 'error_class'>>(
    `SELECT last.status, last.error_class
    FROM unnest($1::bigint[], $2::integer[], $3::integer[]) WITH ORDINALITY
      AS key (seq, subscription, run, ordinal)
    LEFT JOIN LATERAL (
      SELECT status, error_class FROM attempt
      WHERE attempt.event_seq = key.seq AND attempt.subscription = key.subscription
        AND attempt.run = key.run AND attempt.event_seq >= $4 AND attempt.event_seq <= $5
      ORDER BY number_in_run DESC LIMIT 1
    ) AS last ON true
    ORDER BY key.ordinal`,
    [
      numberArray(seqs),
      numberArray(deliveries.map((one) => one.subscriptionNumber)),
      numberArray(deliveries.map((one) => one.run)),
      Math.min(...seqs),
      Math.max(...seqs),
    ],
  )
  return rows.map((row) => ({ lastStatus: row.status, lastErrorClass: row.error_class }))
}

export async function readBareDeliveries(
  reader: Reader,
  runs: readonly RunOfEvent[],
): Promise<BareDelivery[]> {
  if (runs.length === 0) return []
  const keys = runs.map((run) => run.key)
  const seqs = keys.map((key) => key.seq)
  const rows = await reader.plan<PartsRow & { ordinal: number }>(
    `SELECT key.*, delivery.state, delivery.run_kind AS ended_kind,
      delivery.attempt_count AS ended_attempts, delivery.ended_at_ms,
      waiting.run_kind AS waiting_kind, waiting.attempt_count AS waiting_attempts,
      waiting.due_at_ms, waiting.is_quarantined, subscription.state AS subscription_state,
      subscription.since_ms
    FROM unnest($1::bigint[], $2::integer[], $3::integer[]) WITH ORDINALITY
      AS key (seq, subscription, run, ordinal)
    LEFT JOIN delivery ON delivery.event_seq = key.seq AND delivery.subscription = key.subscription
      AND delivery.run = key.run AND delivery.event_seq >= $4 AND delivery.event_seq <= $5
    LEFT JOIN waiting ON waiting.event_seq = key.seq AND waiting.subscription = key.subscription
      AND waiting.run = key.run
    LEFT JOIN subscription ON subscription.number = key.subscription
    ORDER BY key.ordinal`,
    [
      numberArray(seqs),
      numberArray(keys.map((key) => key.subscription)),
      numberArray(keys.map((key) => key.run)),
      Math.min(...seqs),
      Math.max(...seqs),
    ],
  )
  return rows.map((row, index) => toRecord(row, runs[index]!.event))
}

function toRecord(row: PartsRow, event: EventBrief): BareDelivery {
  const shown = {
    eventId: toEventId(event.id),
    subscriptionNumber: row.subscription,
    run: row.run,
    eventSeq: event.seq,
    type: event.type,
    acceptedAtMs: event.accepted_at_ms,
  }
  if (row.state === null) return { ...shown, ...openView(row) }
  return {
    ...shown,
    state: toState(row.state),
    runKind: toRunKind(row.ended_kind!),
    attemptCount: row.ended_attempts!,
    dueAtMs: null,
    endedAtMs: row.ended_at_ms,
    isQuarantined: false,
  }
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

function openView(row: PartsRow): OpenView {
  const state = row.subscription_state ?? 'deleted'
  const dueAtMs = row.due_at_ms ?? 0
  return {
    state: openState(state),
    runKind: row.waiting_kind === null ? 'accepted' : toRunKind(row.waiting_kind),
    attemptCount: row.waiting_attempts ?? 0,
    dueAtMs: state === 'active' && dueAtMs > 0 ? dueAtMs : null,
    endedAtMs: state === 'deleted' ? (row.since_ms ?? 0) : null,
    isQuarantined: state !== 'deleted' && row.is_quarantined === true,
  }
}

/** Null when the tenant has no such delivery. */
export async function findDelivery(
  reader: Reader,
  tenantKey: number,
  key: DeliveryKey,
): Promise<DeliveryRecord | null> {
  const event = await findBrief(reader, tenantKey, key.eventId)
  if (event === null) return null
  const [runs = []] = await runsOf(reader, [event], key.subscriptionNumber)
  const found = runs.filter((run) => run.key.run === key.run)
  return (await readDeliveries(reader, found))[0] ?? null
}

export async function deliveriesOfEvent(
  reader: Reader,
  { tenantKey, eventId, afterSubscription, limit }: EventDeliveriesQuery,
): Promise<EventDeliveries> {
  const event = await findBrief(reader, tenantKey, eventId)
  if (event === null) return { deliveries: [], subscriptionNumbers: [] }
  const [all = []] = await runsOf(reader, [event], null)
  const runs = Map.groupBy(all, ({ key }) => key.subscription)
  const subscriptionNumbers = [...runs.keys()]
  const page = subscriptionNumbers.filter((number) => number > afterSubscription).slice(0, limit)
  const shown = page.flatMap((number) => runs.get(number)!.slice(-runsShownMax))
  return { deliveries: await readDeliveries(reader, shown), subscriptionNumbers }
}

export async function readAttempts(
  reader: Reader,
  tenantKey: number,
  key: DeliveryKey,
): Promise<readonly Attempt[]> {
  const event = await findBrief(reader, tenantKey, key.eventId)
  if (event === null) return []
  const rows = await reader.plan<AttemptRow>(
    `SELECT ${attemptColumns} FROM attempt WHERE event_seq = $1 AND subscription = $2 AND run = $3
    ORDER BY number_in_run`,
    [event.seq, key.subscriptionNumber, key.run],
  )
  return rows.map((row) => {
    // The driver's own kind of bytes would not be equal to those that were handed in.
    return toAttempt({ ...row, body_digest: Uint8Array.from(row.body_digest) }, key)
  })
}
