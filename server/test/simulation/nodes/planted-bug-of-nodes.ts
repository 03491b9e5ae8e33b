/** A mistake among nodes: in the store they share, around a node's ports, or in its settings. */
import type { NodeSettings } from '../../../src/pipeline/membership.ts'
import type { QueueSettings } from '../../../src/pipeline/queue-parts.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import type { NodesScenario } from './nodes-plan.ts'
import type { NodeProcess } from './node-world.ts'
import type { StoreFlaws } from './shared-nodes.ts'

export interface NodesBug {
  readonly name: string
  /** The first seed that finds it: tried before the others, since some are found late. */
  readonly foundBy: number
  /** Guarantees that this breaks; one of them has to be found broken. */
  readonly breaks: readonly string[]
  readonly flaws?: StoreFlaws
  /** Once a process. */
  readonly plant?: (ports: Ports, process: NodeProcess) => Ports
  readonly settings?: (settings: NodeSettings, process: NodeProcess) => NodeSettings
  readonly queues?: (settings: QueueSettings, scenario: NodesScenario) => QueueSettings
}
