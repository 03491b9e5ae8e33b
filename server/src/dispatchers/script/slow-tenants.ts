/**
 * Which tenants' scripts have lately taken long, so that they share what runs them among themselves
 * and leave the rest to all others; and who has to wait because its run had to be killed. Memory
 * only: after a start nobody is known to be slow.
 */

/** Far beyond the processor's time that a script may use: only what cannot be stopped takes it. */
const slowMsMin = 1_000
/** Nobody gets away from the others by a quick run in between. */
const rememberedMs = 60_000
/** With more than this the oldest is forgotten, and starts anew. */
const tenantsMax = 10_000

interface Conduct {
  readonly slowUntilMs: number
  readonly heldUntilMs: number
}

export class SlowTenants {
  /** The latest last. */
  readonly #tenants = new Map<number, Conduct>()

  /** A run is over. `isKilled`: its process went with it, so others pay for a new one. */
  note(tenantKey: number, ran: { readonly ms: number; readonly isKilled: boolean }, nowMs: number) {
    if (!ran.isKilled && ran.ms <= slowMsMin) return
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
