/**
 * Tells a node what others changed of something that is kept in memory by tenant: a mark per tenant
 * changes with it, in the same write, and all marks are looked at again every few seconds. The store
 * is the truth, and a change made here is read at once.
 */
import type { Ports } from '../ports/ports.ts'
import { installationAccount, type RecordChange } from '../ports/record-store.ts'
import { collection, type Collection } from './records.ts'

const lookEveryMs = 3_000

type MarkPorts = Pick<Ports, 'store' | 'clock' | 'observer'>

export class TenantMarks {
  readonly #ports: MarkPorts
  readonly #name: string
  readonly #marks: Collection<Record<never, never>>
  readonly #read: (tenantKey: number) => Promise<void>
  /** The revision of each that what is in memory is at least of. */
  readonly #seen = new Map<number, number>()
  #cancelLook: (() => void) | null = null
  #isClosed = false

  /** `name`: of the collection of the marks. `read`: takes over what the store has of a tenant. */
  constructor(name: string, ports: MarkPorts, read: (tenantKey: number) => Promise<void>) {
    this.#name = name
    this.#ports = ports
    this.#marks = collection(name)
    this.#read = read
  }

  /** Reads all there are; where other nodes change them too, again and again until it is closed. */
  async open(): Promise<void> {
    await this.#look(true)
    if (this.#ports.store.nodes !== undefined) this.#lookLater()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelLook?.()
  }

  /** To be written with what changes. */
  async raised(tenantKey: number): Promise<RecordChange> {
    const place = { account: installationAccount, id: String(tenantKey) }
    const before = await this.#marks.find(this.#ports.store.records, place.account, place.id)
    return this.#marks.put(before, place, {})
  }

  #lookLater(): void {
    if (this.#isClosed) return
    this.#cancelLook = this.#ports.clock.after(lookEveryMs, () => {
      this.#look()
        .catch((error: unknown) => this.#tell(error))
        .finally(() => this.#lookLater())
    })
  }

  #tell(error: unknown): void {
    this.#ports.observer.observe({ kind: 'fault', where: this.#name, error })
  }

  async #look(isFirst = false): Promise<void> {
    const marks = await this.#marks.all(this.#ports.store.records, installationAccount)
    for (const { id, revision } of marks) {
      const tenantKey = Number(id)
      if (this.#seen.get(tenantKey) === revision) continue
      try {
        await this.#read(tenantKey)
        // As it was before the reading: a change since then is met at the next look.
        this.#seen.set(tenantKey, revision)
      } catch (error) {
        // What cannot be read of one tenant must not keep others from what changed of theirs.
        if (isFirst) throw error
        this.#tell(error)
      }
    }
  }
}
