/**
 * Where deliveries of rare states are found without walking all others: the projection of what
 * ended undelivered, the waiting rows of each subscription, and the targets that may still live in
 * memory alone. Whether a key is in one of the states, its rows tell.
 */
import type { DeliveryState } from '../../domain/delivery.ts'
import type { SubscriptionState } from '../../domain/subscription.ts'
import { stateCode, undeliveredStates } from '../sql/state-codes.ts'
import { openState, type RunKey } from './read-delivery.ts'
import type { Reader } from './read-pool.ts'
import { numberArray } from './sql-arrays.ts'
import { inMemory } from './unsettled.ts'

export interface RareQuery {
  readonly tenantKey: number
  readonly subscriptionNumber: number | null
  readonly states: readonly DeliveryState[]
}

export interface RarePage {
  readonly subscriptions: readonly number[]
  readonly fromSeq: number
  /** Keys from here on, this one included. */
  readonly from: RunKey
  readonly limit: number
}

/** Subscriptions whose lines are merged; with more, walking the events themselves is faster. */
const linesMax = 1_000
const openStates: readonly DeliveryState[] = ['pending', 'parked', 'cancelled']

/** Whether these states can be found without walking what was delivered. */
export function areRare(states: readonly DeliveryState[] | null): states is DeliveryState[] {
  return states !== null && !states.includes('delivered')
}

/** Newest first: by event, then by subscription and run, all descending. */
export function compareKeys(a: RunKey, b: RunKey): number {
  return b.seq - a.seq || b.subscription - a.subscription || b.run - a.run
}

/**
 * Subscriptions with waiting rows whose open deliveries are in one of the states: those of a
 * deleted one look cancelled, all others pending or parked. Null when there are too many.
 */
export async function openSubscriptions(reader: Reader, query: RareQuery) {
  const rows = await reader.plan<{ number: number; state: SubscriptionState }>(
    `SELECT number, state FROM subscription
    WHERE tenant_key = $1 AND ($2::integer IS NULL OR number = $2)
      AND EXISTS (SELECT FROM waiting WHERE waiting.subscription = number)`,
    [query.tenantKey, query.subscriptionNumber],
  )
  const shown = rows.filter(({ state }) => query.states.includes(openState(state)))
  return shown.length > linesMax ? null : shown.map((row) => row.number)
}

/** The next keys, newest first; fewer than asked for at the end. */
export async function rareKeys(
  reader: Reader,
  query: RareQuery,
  page: RarePage,
): Promise<readonly RunKey[]> {
  const pages = await Promise.all([
    endedKeys(reader, query, page),
    waitingKeys(reader, page),
    memoryKeys(reader, query, page),
  ])
  const sorted = pages.flat().sort(compareKeys)
  // Sources may know the same key while it moves from one to the other.
  const keys = sorted.filter(
    (key, index) => index === 0 || compareKeys(sorted[index - 1]!, key) < 0,
  )
  return keys.slice(0, page.limit)
}

const descending = 'ORDER BY seq DESC, subscription DESC, run DESC'

function bounds(page: RarePage): number[] {
  const { from, fromSeq, limit } = page
  return [from.seq, from.subscription, from.run, fromSeq, limit]
}

function endedKeys(reader: Reader, query: RareQuery, page: RarePage): Promise<RunKey[]> {
  const codes = undeliveredStates
    .filter((state) => query.states.includes(state))
    .map((state) => stateCode(state as Parameters<typeof stateCode>[0]))
  if (codes.length === 0) return Promise.resolve([])
  return reader.plan<RunKey>(
    `SELECT ended.* FROM unnest($6::smallint[]) AS code (state) CROSS JOIN LATERAL (
      SELECT event_seq AS seq, subscription, run FROM undelivered
      WHERE tenant_key = $7 AND undelivered.state = code.state AND event_seq >= $4
        AND event_seq <= $1 AND (event_seq, subscription, run) <= ($1, $2::bigint, $3::bigint)
        AND ($8::integer IS NULL OR subscription = $8)
      ORDER BY event_seq DESC, subscription DESC, run DESC LIMIT $5
    ) AS ended ${descending} LIMIT $5`,
    [...bounds(page), numberArray(codes), query.tenantKey, query.subscriptionNumber],
  )
}

function waitingKeys(reader: Reader, page: RarePage): Promise<RunKey[]> {
  if (page.subscriptions.length === 0) return Promise.resolve([])
  return reader.plan<RunKey>(
    `SELECT open.* FROM unnest($6::integer[]) AS line (subscription) CROSS JOIN LATERAL (
      SELECT event_seq AS seq, subscription, run FROM waiting
      WHERE waiting.subscription = line.subscription AND event_seq >= $4 AND event_seq <= $1
        AND (event_seq, subscription, run) <= ($1, $2::bigint, $3::bigint)
      ORDER BY event_seq DESC, run DESC LIMIT $5
    ) AS open ${descending} LIMIT $5`,
    [...bounds(page), numberArray(page.subscriptions)],
  )
}

function memoryKeys(reader: Reader, query: RareQuery, page: RarePage): Promise<RunKey[]> {
  if (!openStates.some((state) => query.states.includes(state))) return Promise.resolve([])
  const where = `event.tenant_key = $6 AND event.seq >= $4 AND event.seq <= $1
    AND (event.seq, target.subscription, 0) <= ($1, $2::bigint, $3::bigint)
    AND ($7::integer IS NULL OR target.subscription = $7)`
  return reader.plan<RunKey>(`${inMemory(where)} ${descending} LIMIT $5`, [
    ...bounds(page),
    query.tenantKey,
    query.subscriptionNumber,
  ])
}
