/** Drops entries of the audit log that are older than they are kept, a bounded slice at a time. */
import type { Ports, Store } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const everyMs = 3_600_000
/** What is left waits for the next turn. */
const slicesPerTurn = 100

export function createAuditCleaner(
  ports: Pick<Ports, 'clock'> & { readonly store: Pick<Store, 'audit'> },
  { keptMs }: { readonly keptMs: number },
): Agent {
  return {
    name: 'audit-cleaner',
    everyMs,
    async run() {
      const beforeMs = ports.clock.nowMs() - keptMs
      for (let slice = 0; slice < slicesPerTurn; slice += 1) {
        if (!(await ports.store.audit.dropBefore(beforeMs))) return
      }
    },
  }
}
