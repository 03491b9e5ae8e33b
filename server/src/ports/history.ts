/**
 * Reading what happened; nothing is decided here and nothing on the hot path waits for it. Lists
 * are keyset pages, newest first unless asked for otherwise, that examine a bounded number of rows and answer a cursor even
 * when nothing matched. Every method takes the tenant. A list rejects with `HistoryBusy` when it
 * cannot be read now and may be asked for again.
 * Every implementation passes test/contract/history-contract.ts.
 */
import type { Attempt } from '../domain/attempt.ts'
import type { DeliveryState, RunKind } from '../domain/delivery.ts'
import type { ErrorClass } from '../domain/error-class.ts'
import type { Event } from '../domain/event.ts'
import type { DeliveryKey, EventId } from '../domain/ids.ts'
import type { Replay, ReplayFilter } from '../domain/replay.ts'

export interface History {
  findEvent(tenantKey: number, id: EventId): Promise<StoredEvent | null>
  listEvents(request: EventListQuery): Promise<Page<StoredEvent>>
  findDelivery(tenantKey: number, key: DeliveryKey): Promise<DeliveryRecord | null>
  /** Of one event, to the next subscriptions behind a number; nothing where there is no event. */
  deliveriesOfEvent(request: EventDeliveriesQuery): Promise<EventDeliveries>
  listDeliveries(request: DeliveryQuery): Promise<DeliveryPage>
  /** With the attempts of a delivery, in order. */
  attempts(tenantKey: number, key: DeliveryKey): Promise<readonly Attempt[]>
  replays(tenantKey: number): Promise<readonly Replay[]>
  /**
   * The conservation ledger: its counters, from which `open` follows, or with `recount` the rows
   * themselves, `open` among them. A recount may take long, and keeps no other read waiting.
   */
  ledger(request: { readonly recount: boolean }): Promise<Ledger>
}

export interface StoredEvent {
  readonly event: Event
  readonly configVersion: number
  readonly targets: readonly number[]
}

export interface DeliveryRecord extends DeliveryKey {
  readonly eventSeq: number
  readonly type: string
  readonly state: DeliveryState
  readonly runKind: RunKind
  readonly attemptCount: number
  readonly acceptedAtMs: number
  /** When it is due again; null when final, parked or waiting for its turn. */
  readonly dueAtMs: number | null
  readonly endedAtMs: number | null
  readonly isQuarantined: boolean
  /** Of its last attempt; null where that had no reply, or there is none. */
  readonly lastStatus: number | null
  /** Of its last attempt; null where that was accepted, or there is none. */
  readonly lastErrorClass: ErrorClass | null
}

export interface EventDeliveriesQuery {
  readonly tenantKey: number
  readonly eventId: EventId
  readonly afterSubscription: number
  /** How many subscriptions at most. */
  readonly limit: number
}

export interface EventDeliveries {
  /** In order of subscription and run; of each subscription its latest runs (`runsShownMax`). */
  readonly deliveries: readonly DeliveryRecord[]
  /** Every subscription that has one, ascending, also those that are not on this page. */
  readonly subscriptionNumbers: readonly number[]
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Opaque; null when there is no more. */
  readonly nextCursor: string | null
}

export interface EventQuery {
  readonly tenantKey: number
  readonly type: string | null
  readonly sinceMs: number | null
  readonly untilMs: number | null
  readonly cursor: string | null
  readonly limit: number
}

/** Also of a part of the accept order, and from its other end. A cursor goes on in its own order. */
export interface EventListQuery extends EventQuery {
  /** `newest` where it is left out. */
  readonly order?: 'newest' | 'oldest'
  /** Of these types alone. */
  readonly types?: readonly string[]
  /** Places in the accept order that lie outside. */
  readonly afterSeq?: number
  readonly beforeSeq?: number
}

export interface DeliveryQuery extends EventQuery, Pick<ReplayFilter, 'states'> {
  readonly subscriptionNumber: number | null
  readonly traits?: DeliveryTraits
}

/** What else is asked for; what is left out is not. Of each, matching or not, one row is examined. */
export interface DeliveryTraits {
  readonly eventId?: EventId
  /** None of these. */
  readonly exceptSubscriptions?: readonly number[]
  readonly runKind?: RunKind
  readonly attemptCountMin?: number
  /** Of the last attempt: spans, both ends among them. */
  readonly lastStatuses?: readonly (readonly [number, number])[]
  readonly lastErrorClasses?: readonly ErrorClass[]
}

export interface DeliveryPage extends Page<DeliveryRecord> {
  /** Rows that were looked at, matching or not. */
  readonly examinedCount: number
}

/** accepted + resends + replays = delivered + exhausted + cancelled + expired + open. */
export interface Ledger {
  readonly accepted: number
  readonly resends: number
  readonly replays: number
  readonly delivered: number
  readonly exhausted: number
  readonly cancelled: number
  readonly expired: number
  readonly open: number
  /**
   * Targets and runs that have both an end and a waiting row, or neither though they are settled.
   * Found by a recount alone; 0 when the books balance.
   */
  readonly unaccountedCount: number
}

/** A cursor that was not made by this store, or by it before it was restored. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not one of this store')
    this.name = 'CursorInvalid'
  }
}

/** Nothing was read because too much else is, or the store needs its readers gone; ask again. */
export class HistoryBusy extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'HistoryBusy'
  }
}
