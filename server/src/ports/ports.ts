/** All ports in one bag, as `main.ts` opens them; use-cases pick from it what they need. */
import type { AlertStore } from './alert-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { AnnouncementStore } from './announcement-store.ts'
import type { Broker } from './broker.ts'
import type { Clock } from './clock.ts'
import type { DeliveryStore } from './delivery-store.ts'
import type { Dialects } from './dialect.ts'
import type { Dispatchers } from './dispatcher.ts'
import type { EventStore } from './event-store.ts'
import type { History } from './history.ts'
import type { InboxListener } from './inbox-listener.ts'
import type { IssuerKeyMaker } from './issuer-key-maker.ts'
import type { KeyMaker } from './key-maker.ts'
import type { Mailer } from './mailer.ts'
import type { NodeStore } from './node-store.ts'
import type { Observer } from './observer.ts'
import type { OrderKeyStore } from './order-key-store.ts'
import type { Random } from './random.ts'
import type { RecordStore } from './record-store.ts'
import type { ReplayStore } from './replay-store.ts'
import type { ScriptStore } from './script-store.ts'
import type { Sender } from './sender.ts'
import type { StoreUpkeep } from './store-upkeep.ts'
import type { SubscriptionStore } from './subscription-store.ts'
import type { TenantStore } from './tenant-store.ts'

/** What a store adapter opens: one durable truth behind several narrow doors. */
export interface Store {
  readonly events: EventStore
  readonly deliveries: DeliveryStore
  readonly orderKeys: OrderKeyStore
  readonly subscriptions: SubscriptionStore
  readonly tenants: TenantStore
  readonly history: History
  readonly replays: ReplayStore
  readonly scripts: ScriptStore
  readonly records: RecordStore
  readonly audit: AuditStore
  readonly announcements: AnnouncementStore
  readonly alerts: AlertStore
  readonly upkeep: StoreUpkeep
  /** Where several processes may share the store. */
  readonly nodes?: NodeStore
  /** Finishes what is under way, syncs and lets go of the lock. */
  close(): Promise<void>
}

export interface Ports {
  readonly store: Store
  readonly broker: Broker
  readonly dispatchers: Dispatchers
  readonly dialects: Dialects
  readonly keyMaker: KeyMaker
  readonly issuerKeyMaker: IssuerKeyMaker
  /** Makes attempts beside the pipeline; where there is none it makes them itself. */
  readonly sender?: Sender
  /** Where there is none, mails wait in the store. */
  readonly mailer?: Mailer
  /** Where there is none, tenants have no inboxes. */
  readonly inboxes?: InboxListener
  readonly observer: Observer
  readonly clock: Clock
  readonly random: Random
}
