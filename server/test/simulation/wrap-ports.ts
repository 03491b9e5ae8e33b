/** What lies between the pipeline and its ports in the simulation: taps, faults and a planted bug. */
import type { Ports } from '../../src/ports/ports.ts'
import type { Faults } from './faults.ts'
import { faultyStore } from './faulty-store.ts'
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import type { WireTap } from './wire-tap.ts'

type Life = Parameters<WireTap['deliveryStore']>[1]

export interface WrapParts {
  readonly tap: WireTap
  readonly faults: Faults
  readonly bug: PlantedBug | null
  readonly noteTrouble: (what: string) => void
  readonly crash: () => void
}

export function wrapPorts(ports: Ports, life: Life, parts: WrapParts): Ports {
  const { tap, faults, noteTrouble, crash } = parts
  const tapped = { ...ports.store, deliveries: tap.deliveryStore(ports.store.deliveries, life) }
  const store = faultyStore(tapped, { clock: ports.clock, life, faults, noteTrouble, crash })
  const faulty = { ...ports, store }
  const planted = parts.bug?.plant?.(faulty, ports.clock) ?? faulty
  return { ...planted, dialects: tap.dialects(planted.dialects) }
}
