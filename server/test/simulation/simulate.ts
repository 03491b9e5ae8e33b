/**
 * `npm run simulate -- [--seed N] [--seeds COUNT] [--from N] [--bug NAME] [--trace]`: runs seeds of
 * the simulation until one finds a guarantee broken. With `--seed` it runs that one; `--trace`
 * prints everything that happens; `--bug` plants one of the known mistakes, or lists them.
 */
import { parseArgs } from 'node:util'
import { allBugs } from './planted-bugs/all-bugs.ts'
import type { PlantedBug } from './planted-bugs/planted-bug.ts'
import { runSeed, type SeedResult } from './run-seeds.ts'

const seedsPerTell = 100

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    bug: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
})

const from = wholeNumber('seed', values.seed ?? values.from)
const count = values.seed === undefined ? wholeNumber('seeds', values.seeds) : 1
const bug = findBug(values.bug)

const startedAtMs = performance.now()
let broken: SeedResult | null = null
for (let seed = from; seed < from + count && broken === null; seed += 1) {
  const result = await runSeed(seed, {
    ...(bug === undefined ? {} : { bug }),
    ...(values.trace ? { onLine: (line: string) => console.log(line) } : {}),
  })
  if (result.broken !== null) broken = result
  const doneCount = seed - from + 1
  if (doneCount % seedsPerTell === 0) console.log(`${doneCount} seeds, nothing broken so far`)
}
const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1)
if (broken === null) {
  console.log(`${count} seeds from ${from} on: nothing broken (${seconds} s)`)
} else {
  console.log(`seed ${broken.seed}: ${broken.broken?.message} (${seconds} s)`)
  const again = values.bug === undefined ? '' : ` --bug ${values.bug}`
  console.log(`see it: npm run simulate -- --seed ${broken.seed}${again} --trace`)
  process.exitCode = 1
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) refuse(`--${name} takes a whole number`)
  return number
}

function findBug(name: string | undefined): PlantedBug | undefined {
  const found = allBugs.find((one) => one.name === name)
  if (name !== undefined && found === undefined) {
    refuse(`--bug takes one of:\n${allBugs.map((one) => `  ${one.name}`).join('\n')}`)
  }
  return found
}

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}
