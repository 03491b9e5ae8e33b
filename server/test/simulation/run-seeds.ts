/** Runs seeds one after the other, with the same checkers for all. */
import { allCheckers } from './checkers/all-checkers.ts'
import type { GuaranteeBroken } from './guarantee-broken.ts'
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import { Simulation } from './simulation.ts'

export interface SeedResult {
  readonly seed: number
  readonly broken: GuaranteeBroken | null
  /** The same for the same seed and program. */
  readonly digest: string
}

export async function runSeed(
  seed: number,
  options: { readonly bug?: PlantedBug; readonly onLine?: (line: string) => void } = {},
): Promise<SeedResult> {
  const simulation = new Simulation({
    seed,
    bug: options.bug ?? null,
    checkers: allCheckers,
    ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
  })
  const broken = await simulation.run()
  return { seed, broken, digest: simulation.digest() }
}

/** The first seed that finds something broken, or null. */
export async function firstBroken(
  seeds: { readonly from: number; readonly count: number },
  options: { readonly bug?: PlantedBug; readonly onSeed?: (result: SeedResult) => void } = {},
): Promise<SeedResult | null> {
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
    const result = await runSeed(seed, options)
    options.onSeed?.(result)
    if (result.broken !== null) return result
  }
  return null
}

/**
 * The first of so many seeds that finds the planted mistake, or null. The one that is known to find
 * it goes first: all the others are run only once that one does not any more.
 */
export async function seedThatFinds(
  { foundBy }: { readonly foundBy: number },
  count: number,
  run: (seed: number) => Promise<SeedResult>,
): Promise<SeedResult | null> {
  const others = Array.from({ length: count }, (_, index) => index + 1)
  for (const seed of [foundBy, ...others]) {
    const result = await run(seed)
    if (result.broken !== null) return result
  }
  return null
}
