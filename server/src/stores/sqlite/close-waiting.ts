/**
 * Ends open work that will never be sent: of a subscription that is gone, or older than what is
 * kept. Each call ends a bounded number, oldest in the accept order first.
 */
import type { DeliveryKey } from '../../domain/ids.ts'
import type { CloseRequest } from '../../ports/delivery-store.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { deliveryInsert, toPendingDelivery, type WaitingRow } from '../sql/delivery-rows.ts'
import { unpackNumbers } from '../sql/packed-numbers.ts'
import { stateCode } from '../sql/state-codes.ts'
import { nextWaiting } from './claim-waiting.ts'
import { countInline } from './count-ledger.ts'
import { lastSeqBefore } from './event-spans.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import { noteUndelivered } from './write-outcome.ts'
import type { WriteTransaction } from './write-transaction.ts'

type OpenRow = WaitingRow & { readonly id: Uint8Array }
type Cancel = Extract<CloseRequest, { state: 'cancelled' }>
type Expire = Extract<CloseRequest, { state: 'expired' }>

export function closeCancelled(
  transaction: WriteTransaction,
  request: Cancel,
): readonly DeliveryKey[] {
  const rows = transaction.engine.all<OpenRow>(
    `SELECT waiting.*, event.id FROM waiting CROSS JOIN event ON event.seq = waiting.event_seq
    WHERE waiting.subscription = ? ORDER BY waiting.position LIMIT ?`,
    request.subscriptionNumber,
    request.limit,
  )
  return rows.map((row) => end(transaction, row, request))
}

export interface ExpiredSlice {
  readonly ended: readonly DeliveryKey[]
  /** The subscription to begin with next time: it may have more. 0: all have been looked at. */
  readonly fromSubscription: number
}

/** Looks at each subscription once, beginning where the last call found its limit. */
export function closeExpired(
  transaction: WriteTransaction,
  request: Expire,
  fromSubscription: number,
): ExpiredSlice {
  const { engine } = transaction
  const ended: DeliveryKey[] = []
  const { limit, acceptedBeforeMs } = request
  const lastSeq = lastSeqBefore(engine, acceptedBeforeMs)
  for (const subscription of subscriptionsFrom(engine, fromSubscription)) {
    // Rows that stand where they were accepted, then those that moved back in the line.
    for (const range of [unmovedRows, movedRows]) {
      const left = limit - ended.length
      if (left <= 0) return { ended, fromSubscription: subscription }
      const rows = engine.all<OpenRow>(range, subscription, lastSeq, acceptedBeforeMs, left)
      for (const row of rows) ended.push(end(transaction, row, request))
    }
  }
  return { ended, fromSubscription: 0 }
}

/** All with waiting rows, those before the first one last. */
function* subscriptionsFrom(engine: SqliteEngine, first: number): Generator<number, void> {
  let number = nextWaiting(engine, first - 1)
  for (; number > 0; number = nextWaiting(engine, number)) yield number
  for (number = nextWaiting(engine, 0); number > 0 && number < first;) {
    yield number
    number = nextWaiting(engine, number)
  }
}

const unmovedRows = `SELECT waiting.*, event.id
  FROM waiting CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.position <= ? AND event.accepted_at_ms < ?
  ORDER BY waiting.position LIMIT ?`
const movedRows = `SELECT waiting.*, event.id
  FROM waiting INDEXED BY waiting_moved CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.event_seq <= ? AND waiting.position <> waiting.event_seq
    AND event.accepted_at_ms < ?
  ORDER BY waiting.event_seq, waiting.run LIMIT ?`

function end(transaction: WriteTransaction, row: OpenRow, request: CloseRequest): DeliveryKey {
  const delivery = toPendingDelivery(row, bytesToId('evt', row.id))
  transaction.engine.run(
    'DELETE FROM waiting WHERE subscription = ? AND position = ?',
    row.subscription,
    row.position,
  )
  transaction.addDelivery(
    deliveryInsert({
      delivery,
      state: request.state,
      endedAtMs: request.nowMs,
      attemptCount: row.attempt_count,
      attempts: unpackNumbers(row.attempts),
    }),
  )
  countInline(transaction, request.state, row.subscription, request.nowMs)
  noteUndelivered(transaction, delivery, stateCode(request.state))
  const { eventId, subscriptionNumber, run } = delivery
  return { eventId, subscriptionNumber, run }
}
