/**
 * A mistake put into the product by wrapping its ports, its dialects' data or its settings, to see
 * whether the checkers find it. Nothing of it stands in the product's own code.
 */
import type { QueueSettings } from '../../../src/pipeline/queue-parts.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Ports } from '../../../src/ports/ports.ts'

export interface PlantedBug {
  readonly name: string
  /** The first seed that finds it: tried before the others, since some are found late. */
  readonly foundBy: number
  /** Guarantees that this breaks; one of them has to be found broken. */
  readonly breaks: readonly string[]
  /** Once a process; `clock` is the process's own. */
  readonly plant?: (ports: Ports, clock: Clock) => Ports
  readonly queues?: (settings: QueueSettings) => QueueSettings
}
