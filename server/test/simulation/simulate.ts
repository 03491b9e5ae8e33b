/** placeholder entry replaced below */
import { Simulation } from './simulation.ts'
import { allCheckers } from './checkers/all-checkers.ts'
const seed = Number(process.argv[2] ?? 1)
const t = performance.now()
const simulation = new Simulation({
  seed,
  bug: null,
  checkers: allCheckers,
  ...(process.argv[3] ? { onLine: (l: string) => console.log(l) } : {}),
})
const broken = await simulation.run()
console.log(seed, broken, simulation.digest(), performance.now() - t)
