/**
 * Which tenants' scripts have lately taken long, so that they share what runs them among themselves
 * and leave the rest to all others; and who has to wait because its run had to be killed. Memory
 * only: after a start nobody is known to be slow.
 */

const slowMsMin = 1_000
/**
 * Five times what a script may use of the processor: only what nothing interrupts takes it, and who
 * stays just short of it keeps others waiting for no longer.
 */
const slowProcessorMsMin = 250
/** Nobody gets away from the others by a quick run in between. */
const rememberedMs = 60_000
/** With more than this the oldest is forgotten, and starts anew. */
const tenantsMax = 10_000

export interface Ran {
  readonly ms: number
  /** As far as it is known: of a run that was killed it is not. */
  readonly processorMs: number
  /** Its process went with it, so others pay for a new one. */
  readonly isKilled: boolean
}

interface Conduct {
  readonly slowUntilMs: number
  readonly heldUntilMs: number
}

export class SlowTenants {
  /** The latest last. */
  readonly #tenants = new Map<number, Conduct>()

  note(tenantKey: number, ran: Ran, nowMs: number): void {
    const isQuick = ran.ms <= slowMsMin && ran.processorMs <= slowProcessorMsMin
    if (isQuick && !ran.isKilled) return
    this.#tenants.delete(tenantKey)
    const heldUntilMs = ran.isKilled ? nowMs + ran.ms : 0
    this.#tenants.set(tenantKey, { slowUntilMs: nowMs + rememberedMs, heldUntilMs })
    for (const oldest of this.#tenants.keys()) {
      if (this.#tenants.size <= tenantsMax) return
      this.#tenants.delete(oldest)
    }
  }

  isSlow(tenantKey: number, nowMs: number): boolean {
    return (this.#tenants.get(tenantKey)?.slowUntilMs ?? 0) > nowMs
  }

  /** How long it has to wait yet: in all as long as the run that was killed had taken. */
  heldMs(tenantKey: number, nowMs: number): number {
    return Math.max(0, (this.#tenants.get(tenantKey)?.heldUntilMs ?? 0) - nowMs)
  }
}
