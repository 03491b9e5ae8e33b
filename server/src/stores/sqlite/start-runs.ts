/**
 * Begins new runs (a resend, one step of a replay): each gets the next run number of its delivery
 * and a waiting row at the end of its subscription's line, together with the replay's cursor.
 */
import type { DeliveryKey } from '../../domain/ids.ts'
import type { StartRuns } from '../../ports/delivery-store.ts'
import { idToBytes } from '../sql/binary-id.ts'
import { waitingInsert } from '../sql/delivery-rows.ts'
import { type EventRow, keptKeyOfRow } from '../sql/event-rows.ts'
import { runKindCode } from '../sql/state-codes.ts'
import { countInline } from './count-ledger.ts'
import type { WriteTransaction } from './write-transaction.ts'

/** A delivery's public id has four hex digits for it. */
const runMax = 0xffff

/** Those whose event is gone, or whose runs are used up, are left out of the answer. */
export function startRuns(
  transaction: WriteTransaction,
  request: StartRuns,
  nowMs: number,
): readonly DeliveryKey[] {
  const { replay } = request
  if (replay !== null && !stepReplay(transaction, replay, nowMs)) return []
  const started: DeliveryKey[] = []
  for (const target of request.deliveries) {
    const key = startRun(transaction, request.runKind, target, nowMs)
    if (key !== null) started.push(key)
  }
  return started
}

/** False: it is not running any more. */
function stepReplay(
  { engine }: WriteTransaction,
  replay: NonNullable<StartRuns['replay']>,
  nowMs: number,
): boolean {
  const changed = engine.run(
    `UPDATE replay SET cursor_seq = ?, cursor_subscription = ?, started_count = ?, state = ?,
      ended_at_ms = ? WHERE id = ? AND state = 'running'`,
    replay.cursorSeq,
    replay.cursorSubscription,
    replay.startedCount,
    replay.isDone ? 'done' : 'running',
    replay.isDone ? nowMs : null,
    idToBytes(replay.id),
  )
  return changed > 0
}

function startRun(
  transaction: WriteTransaction,
  runKind: StartRuns['runKind'],
  target: StartRuns['deliveries'][number],
  nowMs: number,
): DeliveryKey | null {
  const { engine, order } = transaction
  const { eventId, eventSeq, subscriptionNumber } = target
  const event = engine.get<Pick<EventRow, 'order_key' | 'deliver_at_ms' | 'accepted_at_ms'>>(
    'SELECT order_key, deliver_at_ms, accepted_at_ms FROM event WHERE seq = ? AND id = ?',
    eventSeq,
    idToBytes(eventId),
  )
  const run =
    1 +
    engine.number(
      'SELECT max(run) FROM rerun WHERE event_seq = ? AND subscription = ?',
      eventSeq,
      subscriptionNumber,
    )
  if (event === undefined || run > runMax) return null
  engine.run(
    `INSERT INTO rerun (event_seq, subscription, run, run_kind, started_at_ms)
    VALUES (?, ?, ?, ?, ?)`,
    eventSeq,
    subscriptionNumber,
    run,
    runKindCode(runKind),
    nowMs,
  )
  // It may be no target of the event; lists by subscription find it all the same.
  engine.run(
    'INSERT OR IGNORE INTO target_by_subscription (subscription, seq) VALUES (?, ?)',
    subscriptionNumber,
    eventSeq,
  )
  const key = { eventId, subscriptionNumber, run }
  transaction.addWaiting(
    waitingInsert(
      {
        ...key,
        eventSeq,
        attemptCount: 0,
        position: order.nextSeq(),
        dueAtMs: 0,
        runKind,
        recoveryCount: 0,
        keptKey: keptKeyOfRow(event),
      },
      [],
    ),
  )
  const column = runKind === 'resend' ? 'resends' : 'replays'
  countInline(transaction, column, subscriptionNumber, nowMs)
  return key
}
