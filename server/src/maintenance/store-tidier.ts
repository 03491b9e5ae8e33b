/** Bounds the store's log and gives space back, about once a minute. */
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

export function createStoreTidier(ports: Pick<Ports, 'store'>): Agent {
  return { name: 'store-tidier', everyMs: 60_000, run: () => ports.store.upkeep.tidy() }
}
