/**
 * Drops one event that has outlived its retention, with everything that hangs on it. Of one that
 * went to many, the attempts and the places in lists go first, a slice at a time; its deliveries
 * and itself go in one commit with the totals that keep the ledger balanced. A crash between two
 * slices repeats them, which finds nothing. An event with open work, or with attempts that are not
 * folded yet, is left as it is.
 */
import type { DeliveryRow } from '../sql/delivery-rows.ts'
import { toTargets } from '../sql/event-rows.ts'
import { unpackNumbers } from '../sql/packed-numbers.ts'
import { toRunKind, toState } from '../sql/state-codes.ts'
import type { LedgerColumn } from './count-ledger.ts'
import type { EventBrief } from './read-delivery.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** Deliveries of an event that lose what hangs on them in one slice. */
const deliveriesPerSlice = 1_000

/** The last delivery of an event that was looked at. */
export interface DeliveryPlace {
  readonly subscription: number
  readonly run: number
}

export type Totals = Map<LedgerColumn, number>

export type DroppedEvent =
  | { readonly kind: 'dropped'; readonly targetCount: number }
  | { readonly kind: 'left' }
  /** It went to more than a slice: on behind this place, in another commit. */
  | { readonly kind: 'begun'; readonly at: DeliveryPlace }

export interface DropEvent {
  readonly event: EventBrief
  /** Null where it has not been begun. */
  readonly after: DeliveryPlace | null
  readonly foldedAttempt: number
  /** Added to when the event goes. */
  readonly totals: Totals
}

export function dropEvent(engine: SqliteEngine, request: DropEvent): DroppedEvent {
  const { event, totals, foldedAttempt } = request
  const after = request.after ?? { subscription: 0, run: -1 }
  const targetCount = toTargets(event).length
  const reruns = engine.all<{ run_kind: number; count: number }>(
    'SELECT run_kind, count(*) AS count FROM rerun WHERE event_seq = ? GROUP BY run_kind',
    event.seq,
  )
  const startedCount = reruns.reduce((sum, { count }) => sum + count, targetCount)
  const ended = engine.all<{ state: number; count: number }>(
    'SELECT state, count(*) AS count FROM delivery WHERE event_seq = ? GROUP BY state',
    event.seq,
  )
  const endedCount = ended.reduce((sum, { count }) => sum + count, 0)
  if (endedCount < startedCount) return { kind: 'left' }
  const stripped = strip(engine, event.seq, { after, foldedAttempt })
  if (stripped !== 'whole') return stripped
  add(totals, 'accepted', targetCount)
  for (const { run_kind: kind, count } of reruns) {
    add(totals, toRunKind(kind) === 'resend' ? 'resends' : 'replays', count)
  }
  for (const { state: code, count } of ended) {
    const state = toState(code)
    if (state === 'pending') continue
    add(totals, state, count)
    if (state !== 'delivered') {
      engine.run(
        'DELETE FROM undelivered WHERE tenant_key = ? AND state = ? AND event_seq = ?',
        event.tenant_key,
        code,
        event.seq,
      )
    }
  }
  dropRows(engine, event, reruns.length > 0)
  return { kind: 'dropped', targetCount: startedCount }
}

/** Removes what hangs on the next deliveries; `whole` when there are no more of them. */
function strip(
  engine: SqliteEngine,
  seq: number,
  { after, foldedAttempt }: { readonly after: DeliveryPlace; readonly foldedAttempt: number },
): 'whole' | Exclude<DroppedEvent, { kind: 'dropped' }> {
  const rows = engine.all<Pick<DeliveryRow, 'subscription' | 'run' | 'attempts'>>(
    `SELECT subscription, run, attempts FROM delivery
    WHERE event_seq = ? AND (subscription, run) > (?, ?) ORDER BY subscription, run
    LIMIT ${deliveriesPerSlice}`,
    seq,
    after.subscription,
    after.run,
  )
  const attempts = rows.flatMap((row) => unpackNumbers(row.attempts))
  if (attempts.some((number) => number > foldedAttempt)) return { kind: 'left' }
  for (const number of attempts) engine.run('DELETE FROM attempt WHERE number = ?', number)
  for (const { subscription } of rows) {
    engine.run(
      'DELETE FROM target_by_subscription WHERE subscription = ? AND seq = ?',
      subscription,
      seq,
    )
  }
  const last = rows.at(-1)
  return last === undefined || rows.length < deliveriesPerSlice
    ? 'whole'
    : { kind: 'begun', at: { subscription: last.subscription, run: last.run } }
}

function dropRows(engine: SqliteEngine, event: EventBrief, hasReruns: boolean): void {
  const { seq, id, tenant_key: tenantKey } = event
  engine.run('DELETE FROM delivery WHERE event_seq = ?', seq)
  if (hasReruns) engine.run('DELETE FROM rerun WHERE event_seq = ?', seq)
  engine.run('DELETE FROM event_by_id WHERE id = ?', id)
  engine.run('DELETE FROM event_by_tenant WHERE tenant_key = ? AND seq = ?', tenantKey, seq)
  engine.run('DELETE FROM event WHERE seq = ?', seq)
}

function add(totals: Totals, column: LedgerColumn, by: number): void {
  if (by > 0) totals.set(column, (totals.get(column) ?? 0) + by)
}
