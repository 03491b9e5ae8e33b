/** Runs seeds of several nodes one after the other, with the same checkers for all. */
import type { SeedResult } from '../run-seeds.ts'
import { nodesCheckers } from './checkers/nodes-checkers.ts'
import { NodesSimulation } from './nodes-simulation.ts'
import type { NodesBug } from './planted-bug-of-nodes.ts'

export interface NodeSeedOptions {
  readonly bug?: NodesBug
  /** Without it, the seed decides. */
  readonly nodeCount?: number
  readonly onLine?: (line: string) => void
}

export async function runNodeSeed(
  seed: number,
  options: NodeSeedOptions = {},
): Promise<SeedResult> {
  const simulation = new NodesSimulation({
    seed,
    nodeCount: options.nodeCount ?? null,
    bug: options.bug ?? null,
    checkers: nodesCheckers,
    ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
  })
  const broken = await simulation.run()
  return { seed, broken, digest: simulation.digest() }
}

/** The first seed that finds something broken, or null. */
export async function firstBrokenOfNodes(
  seeds: { readonly from: number; readonly count: number },
  options: NodeSeedOptions = {},
): Promise<SeedResult | null> {
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
    const result = await runNodeSeed(seed, options)
    if (result.broken !== null) return result
  }
  return null
}
