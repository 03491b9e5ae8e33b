/**
 * Reads what happened. Look-ups by key run here, in microseconds; lists, counts and whatever else
 * may take longer are asked of the reader, so that no accept waits for them. A recount looks at
 * every row there is and has a reader to itself.
 */
import type { Attempt } from '../../domain/attempt.ts'
import type { DeliveryKey, EventId } from '../../domain/ids.ts'
import type { Replay } from '../../domain/replay.ts'
import type {
  DeliveryPage,
  DeliveryQuery,
  DeliveryRecord,
  EventDeliveries,
  EventDeliveriesQuery,
  EventListQuery,
  History,
  Ledger,
  Page,
  StoredEvent,
} from '../../ports/history.ts'
import type { HistoryReader } from './heavy-reads.ts'
import { findDelivery, findSeq, readAttempts, readEvent } from './read-delivery.ts'
import { type ReplayRow, toReplay } from '../sql/replay-rows.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export class SqliteHistory implements History {
  readonly #engine: SqliteEngine
  readonly #reader: HistoryReader
  readonly #recounter: HistoryReader

  constructor(engine: SqliteEngine, reader: HistoryReader, recounter: HistoryReader) {
    this.#engine = engine
    this.#reader = reader
    this.#recounter = recounter
  }

  findEvent(tenantKey: number, id: EventId): Promise<StoredEvent | null> {
    return Promise.resolve(readEvent(this.#engine, tenantKey, findSeq(this.#engine, id)))
  }

  listEvents(request: EventListQuery): Promise<Page<StoredEvent>> {
    return this.#reader.read('listEvents', request)
  }

  findDelivery(tenantKey: number, key: DeliveryKey): Promise<DeliveryRecord | null> {
    return Promise.resolve(findDelivery(this.#engine, tenantKey, key))
  }

  deliveriesOfEvent(request: EventDeliveriesQuery): Promise<EventDeliveries> {
    return this.#reader.read('deliveriesOfEvent', request)
  }

  listDeliveries(request: DeliveryQuery): Promise<DeliveryPage> {
    return this.#reader.read('listDeliveries', request)
  }

  attempts(tenantKey: number, key: DeliveryKey): Promise<readonly Attempt[]> {
    return Promise.resolve(readAttempts(this.#engine, tenantKey, key))
  }

  replays(tenantKey: number): Promise<readonly Replay[]> {
    const rows = this.#engine.all<ReplayRow>(
      'SELECT * FROM replay WHERE tenant_key = ? ORDER BY created_at_ms, id',
      tenantKey,
    )
    return Promise.resolve(rows.map(toReplay))
  }

  ledger(request: { readonly recount: boolean }): Promise<Ledger> {
    const reader = request.recount ? this.#recounter : this.#reader
    return reader.read('ledger', request)
  }
}
