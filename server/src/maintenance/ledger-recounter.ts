/**
 * Counts the rows behind the ledger, once an hour and a minute after the start, and tells what has
 * neither an end nor a place to wait, or both. The folded ledger adds up by itself, since what is
 * open follows from the rest; only this can ring. It changes nothing, and a crash forgets nothing.
 */
import { HistoryBusy } from '../ports/history.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const lookEveryMs = 60_000
const recountEveryMs = 3_600_000

export function createLedgerRecounter(ports: Pick<Ports, 'store' | 'clock' | 'observer'>): Agent {
  let recountedAtMs = -Infinity
  return {
    name: 'ledger-recounter',
    everyMs: lookEveryMs,
    onlyReads: true,
    async run() {
      const nowMs = ports.clock.monotonicMs()
      if (nowMs - recountedAtMs < recountEveryMs) return
      try {
        const { unaccountedCount } = await ports.store.history.ledger({ recount: true })
        recountedAtMs = nowMs
        ports.observer.observe({ kind: 'ledger-recounted', unaccountedCount })
      } catch (error) {
        // The log of the store had to be restarted, or the store closes: it is counted at another turn.
        if (!(error instanceof HistoryBusy)) throw error
      }
    },
  }
}
