/**
 * Where deliveries of rare states are found without walking all others: the projection of what
 * ended undelivered, the waiting rows of each subscription, and the events whose targets may still
 * live in memory alone. Each source gives keys newest first; merged they are one walk.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import type { SubscriptionState } from '../../domain/subscription.ts'
import { toTargets } from '../sql/event-rows.ts'
import { stateCode, undeliveredStates } from '../sql/state-codes.ts'
import { findWaiting } from './find-waiting.ts'
import { nextWaiting } from './claim-waiting.ts'
import { readMark } from './meta.ts'
import { briefColumns, type EventBrief, openState, type RunKey } from './read-delivery.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface SourceRequest {
  readonly tenantKey: number
  readonly subscription: number | null
  readonly states: readonly DeliveryState[]
  readonly fromSeq: number
  /** Keys from here on, this one included. */
  readonly from: RunKey
}

/** Gives the keys at and after `from` in the order newest first, about so many; none at its end. */
type Fetch = (from: RunKey, limit: number) => RunKey[]

/** Events that are looked at in one go for what memory may hold. */
const eventsPerFetch = 500

/** Whether these states can be found without walking what was delivered. */
export function areRare(states: readonly DeliveryState[] | null): states is DeliveryState[] {
  return states !== null && !states.includes('delivered')
}

/** Newest first: by event, then by subscription and run, all descending. */
export function compareKeys(a: RunKey, b: RunKey): number {
  return b.seq - a.seq || b.subscription - a.subscription || b.run - a.run
}

/** Subscriptions whose lines are merged; with more, walking the events themselves is faster. */
const linesMax = 1_000

/**
 * Keys of deliveries that may be in one of the states; whether they are, their rows tell. Null
 * when so many lines would have to be merged that they are not rare.
 */
export function rareKeys(
  engine: SqliteEngine,
  request: SourceRequest,
  pageSize: number,
): Generator<RunKey, void> | null {
  const sources: Fetch[] = []
  for (const state of undeliveredStates) {
    if (request.states.includes(state)) sources.push(endedSource(engine, request, state))
  }
  const subscriptions = openSubscriptions(engine, request)
  if (subscriptions.length > linesMax) return null
  for (const subscription of subscriptions) {
    sources.push(placeSource(engine, subscription), movedSource(engine, subscription))
  }
  const openStates: readonly DeliveryState[] = ['pending', 'parked', 'cancelled']
  if (openStates.some((state) => request.states.includes(state))) {
    sources.push(memorySource(engine, request))
  }
  const fetchSize = Math.max(2, Math.ceil((2 * pageSize) / Math.max(1, sources.length)))
  return merged(sources, request, fetchSize)
}

function* merged(
  sources: readonly Fetch[],
  request: SourceRequest,
  fetchSize: number,
): Generator<RunKey, void> {
  const lines = sources.map((fetch) => ({ fetch, keys: fetch(request.from, fetchSize), at: 0 }))
  for (;;) {
    let first: (typeof lines)[number] | null = null
    for (const line of lines) {
      const key = line.keys[line.at]
      if (key === undefined) continue
      if (first === null || compareKeys(key, first.keys[first.at]!) < 0) first = line
    }
    if (first === null) return
    const key = first.keys[first.at]!
    if (key.seq < request.fromSeq) return
    yield key
    // Sources may know the same key while it moves from one to the other.
    for (const line of lines) {
      const same = line.keys[line.at]
      if (same !== undefined && compareKeys(same, key) === 0) advance(line, fetchSize)
    }
  }
}

function advance(line: { fetch: Fetch; keys: RunKey[]; at: number }, fetchSize: number): void {
  const before = line.keys[line.at]!
  line.at += 1
  if (line.at < line.keys.length) return
  line.keys = line.fetch({ ...before, run: before.run - 1 }, fetchSize)
  line.at = 0
}

function endedSource(engine: SqliteEngine, request: SourceRequest, state: DeliveryState): Fetch {
  const { tenantKey, subscription } = request
  const code = stateCode(state as Parameters<typeof stateCode>[0])
  return (from, limit) =>
    engine.all<RunKey>(
      `SELECT event_seq AS seq, subscription, run FROM undelivered
      WHERE tenant_key = ?1 AND state = ?2 AND (event_seq, subscription, run) <= (?3, ?4, ?5)
        AND (?6 IS NULL OR subscription = ?6)
      ORDER BY event_seq DESC, subscription DESC, run DESC LIMIT ?7`,
      ...[tenantKey, code, from.seq, from.subscription, from.run, subscription, limit],
    )
}

/** Open deliveries of a deleted subscription look cancelled, all others pending or parked. */
function openSubscriptions(engine: SqliteEngine, request: SourceRequest): readonly number[] {
  const own = engine.all<{ number: number; state: SubscriptionState }>(
    'SELECT number, state FROM subscription WHERE tenant_key = ?1 AND (?2 IS NULL OR number = ?2)',
    request.tenantKey,
    request.subscription,
  )
  const shown = own.filter(({ state }) => request.states.includes(openState(state)))
  const numbers = shown.map((row) => row.number)
  return numbers.filter((number) => nextWaiting(engine, number - 1) === number)
}

/** A key of the merged walk as a bound on the keys of one subscription. */
function boundFor(from: RunKey, subscription: number): { seq: number; run: number } {
  if (subscription < from.subscription) return { seq: from.seq, run: Number.MAX_SAFE_INTEGER }
  if (subscription > from.subscription) return { seq: from.seq - 1, run: Number.MAX_SAFE_INTEGER }
  return { seq: from.seq, run: from.run }
}

function placeSource(engine: SqliteEngine, subscription: number): Fetch {
  return (from, limit) => {
    const { seq, run } = boundFor(from, subscription)
    return engine.all<RunKey>(
      `SELECT event_seq AS seq, subscription, run FROM waiting
      WHERE subscription = ? AND position <= ? AND position = event_seq
      ORDER BY position DESC LIMIT ?`,
      subscription,
      // A row in its first place is of run 0.
      run < 0 ? seq - 1 : seq,
      limit,
    )
  }
}

function movedSource(engine: SqliteEngine, subscription: number): Fetch {
  return (from, limit) => {
    const { seq, run } = boundFor(from, subscription)
    return engine.all<RunKey>(
      `SELECT event_seq AS seq, subscription, run FROM waiting INDEXED BY waiting_moved
      WHERE subscription = ? AND (event_seq, run) <= (?, ?) AND position <> event_seq
      ORDER BY event_seq DESC, run DESC LIMIT ?`,
      subscription,
      seq,
      run,
      limit,
    )
  }
}

/**
 * Targets above the settled mark with neither an end nor a row. After many events without one it
 * gives a key of no subscription, so that whoever walks can see that it is getting on.
 */
function memorySource(engine: SqliteEngine, request: SourceRequest): Fetch {
  const { tenantKey, subscription } = request
  const settledSeq = readMark(engine, 'settled_seq')
  return (from, limit) => {
    const keys: RunKey[] = []
    const rows = engine.all<EventBrief>(
      `SELECT ${briefColumns} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq DESC
      LIMIT ${eventsPerFetch}`,
      settledSeq,
      from.seq,
    )
    for (const row of rows) {
      const targets = row.tenant_key === tenantKey ? toTargets(row) : []
      for (const number of targets.toReversed()) {
        const key = { seq: row.seq, subscription: number, run: 0 }
        if (subscription !== null && subscription !== number) continue
        if (compareKeys(key, from) >= 0 && isInMemory(engine, key)) keys.push(key)
      }
      if (keys.length >= limit) return keys
    }
    const last = rows.at(-1)
    if (rows.length < eventsPerFetch || last === undefined) return keys
    keys.push({ seq: last.seq, subscription: 0, run: 0 })
    return keys
  }
}

function isInMemory(engine: SqliteEngine, key: RunKey): boolean {
  const endedCount = engine.number(
    'SELECT count(*) FROM delivery WHERE event_seq = ? AND subscription = ? AND run = ?',
    key.seq,
    key.subscription,
    key.run,
  )
  if (endedCount > 0) return false
  return findWaiting(engine, { ...key, eventSeq: key.seq }) === undefined
}
