/**
 * Reads what happened. Look-ups by key are asked over the connections that claims use; lists and
 * counts over connections of their own, so that no look-up waits for them.
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
import { foldedLedger, recountLedger } from './count-ledger.ts'
import { type EventRow, eventRows, toStoredEvent, toUuid } from './event-rows.ts'
import { listDeliveries } from './list-deliveries.ts'
import { listEvents } from './list-events.ts'
import type { ReadContext } from './read-context.ts'
import { deliveriesOfEvent, findDelivery, readAttempts } from './read-delivery.ts'
import type { Reader } from './read-pool.ts'
import { type ReplayRow, toReplay } from '../sql/replay-rows.ts'

export interface HistoryParts {
  readonly quick: Reader
  readonly lists: ReadContext
  /** Counts every row there is, which may take long and keeps no other read waiting. */
  readonly recount: Reader
}

export class PostgresHistory implements History {
  readonly #reader: Reader
  readonly #heavy: ReadContext
  readonly #recount: Reader

  constructor(parts: HistoryParts) {
    this.#reader = parts.quick
    this.#heavy = parts.lists
    this.#recount = parts.recount
  }

  async findEvent(tenantKey: number, id: EventId): Promise<StoredEvent | null> {
    const [row] = await this.#reader.query<EventRow>(
      `${eventRows} WHERE event.id = $1 AND event.tenant_key = $2`,
      [toUuid(id), tenantKey],
    )
    return row === undefined ? null : toStoredEvent(row)
  }

  listEvents(request: EventListQuery): Promise<Page<StoredEvent>> {
    return listEvents(this.#heavy, request)
  }

  findDelivery(tenantKey: number, key: DeliveryKey): Promise<DeliveryRecord | null> {
    return findDelivery(this.#reader, tenantKey, key)
  }

  deliveriesOfEvent(request: EventDeliveriesQuery): Promise<EventDeliveries> {
    return deliveriesOfEvent(this.#heavy.reader, request)
  }

  listDeliveries(request: DeliveryQuery): Promise<DeliveryPage> {
    return listDeliveries(this.#heavy, request)
  }

  attempts(tenantKey: number, key: DeliveryKey): Promise<readonly Attempt[]> {
    return readAttempts(this.#reader, tenantKey, key)
  }

  async replays(tenantKey: number): Promise<readonly Replay[]> {
    const rows = await this.#reader.query<ReplayRow>(
      'SELECT * FROM replay WHERE tenant_key = $1 ORDER BY created_at_ms, id',
      [tenantKey],
    )
    return rows.map(toReplay)
  }

  ledger(request: { readonly recount: boolean }): Promise<Ledger> {
    return request.recount ? recountLedger(this.#recount) : foldedLedger(this.#heavy.reader)
  }
}
