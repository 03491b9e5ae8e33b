/** Brings lists and counters up to date with the append-only rows, about once a second. */
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

export function createHistoryFolder(ports: Pick<Ports, 'store'>): Agent {
  return { name: 'history-folder', everyMs: 1_000, run: () => ports.store.upkeep.fold() }
}
