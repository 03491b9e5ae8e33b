/**
 * The event types that tenants have described, in memory: what every event that is handed in is
 * looked up in. The store is the truth. A change made here holds at once; of several nodes the
 * others see it within seconds. A crash loses nothing.
 */
import type { EventType } from '../domain/event-type.ts'
import type { Ports } from '../ports/ports.ts'
import type { RecordChange } from '../ports/record-store.ts'
import { collection, type Held } from './records.ts'
import { TenantMarks } from './tenant-marks.ts'

export const eventTypes = collection<EventType>('event-type')

export class KnownEventTypes {
  readonly #ports: Pick<Ports, 'store' | 'clock' | 'observer'>
  /** With a schema that is to be held to: all that an event's way in asks for. */
  readonly #checked = new Map<number, ReadonlyMap<string, EventType>>()
  readonly #marks: TenantMarks
  /** Of a tenant's readings, the one that was begun last of those that have ended. */
  readonly #readings = new Map<number, number>()
  #readingCount = 0

  constructor(ports: Pick<Ports, 'store' | 'clock' | 'observer'>) {
    this.#ports = ports
    this.#marks = new TenantMarks('event-type-mark', ports, (tenantKey) => this.#read(tenantKey))
  }

  /** Reads all there are; where other nodes change them too, again and again until it is closed. */
  open(): Promise<void> {
    return this.#marks.open()
  }

  close(): void {
    this.#marks.close()
  }

  /** Those of a tenant that its events are checked against; null: none. */
  checked(tenantKey: number): ReadonlyMap<string, EventType> | null {
    return this.#checked.get(tenantKey) ?? null
  }

  /** By name, as they are in the store. */
  async list(tenantKey: number): Promise<readonly Held<EventType>[]> {
    return eventTypes.all(this.#ports.store.records, tenantKey)
  }

  find(tenantKey: number, type: string): Promise<Held<EventType> | null> {
    return eventTypes.find(this.#ports.store.records, tenantKey, type)
  }

  /** To be had before what is there is looked at, and written with what changes. */
  mark(tenantKey: number): Promise<RecordChange> {
    return this.#marks.raised(tenantKey)
  }

  /** Writes a change of one type with its tenant's mark; false when somebody else's came first. */
  async write(tenantKey: number, change: RecordChange, mark: RecordChange): Promise<boolean> {
    const { store, clock } = this.#ports
    if (!(await store.records.write([change, mark], clock.nowMs()))) return false
    await this.#read(tenantKey)
    return true
  }

  async #read(tenantKey: number): Promise<void> {
    this.#readingCount += 1
    const reading = this.#readingCount
    const all = await this.list(tenantKey)
    // One that was begun later has ended before this one, and has seen what this one has not.
    if (reading < (this.#readings.get(tenantKey) ?? 0)) return
    this.#readings.set(tenantKey, reading)
    const held = all.filter(({ value: { schema, mode } }) => schema !== null && mode !== 'off')
    if (held.length === 0) this.#checked.delete(tenantKey)
    else this.#checked.set(tenantKey, new Map(held.map(({ id, value }) => [id, value])))
  }
}
