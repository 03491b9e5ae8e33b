/**
 * Drops what has outlived its retention, a bounded slice at a time. Open work that reaches it is
 * first ended as `expired`, so it is counted and told before it goes (law 5: nothing is dropped in
 * silence).
 */
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const rowsPerSlice = 500
/** Slices in one turn: bounds how long a turn takes; what is left waits for the next. */
const slicesPerTurn = 40

export function createHistoryCleaner(
  ports: Pick<Ports, 'store' | 'clock' | 'observer'>,
  settings: { readonly retentionMs: number; readonly everyMs?: number },
): Agent {
  return {
    name: 'history-cleaner',
    everyMs: settings.everyMs ?? 60_000,
    async run() {
      const nowMs = ports.clock.nowMs()
      const acceptedBeforeMs = nowMs - settings.retentionMs
      for (let slice = 0; slice < slicesPerTurn; slice += 1) {
        const ended = await ports.store.deliveries.closeWaiting({
          state: 'expired',
          acceptedBeforeMs,
          limit: rowsPerSlice,
          nowMs,
        })
        for (const key of ended) {
          ports.observer.observe({ kind: 'delivery-ended', key, state: 'expired' })
        }
        if (ended.length < rowsPerSlice) break
        if (slice === slicesPerTurn - 1) return
      }
      await ports.store.alerts.dropBefore(acceptedBeforeMs)
      for (let slice = 0; slice < slicesPerTurn; slice += 1) {
        if (!(await ports.store.upkeep.dropBefore(acceptedBeforeMs))) return
      }
    },
  }
}
