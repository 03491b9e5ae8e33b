/**
 * `npm run simulate -- --help` says what it takes: runs seeds of the simulation until one finds a
 * guarantee broken.
 */
import { parseArgs } from 'node:util'
import { allBugsOfNodes } from './nodes/planted-bugs/all-bugs-of-nodes.ts'
import { runNodeSeed } from './nodes/run-node-seeds.ts'
import { allBugs } from './planted-bugs/all-bugs.ts'
import { runSeed, type SeedResult } from './run-seeds.ts'

const help = `npm run simulate -- [options]
Runs seeds of the simulation until one finds a guarantee broken (exit code 1).

  --seeds COUNT   how many (1000)
  --from SEED     the first one (1)
  --seed SEED     this one alone
  --nodes COUNT   several nodes on one shared store: so many, or 'any' for as many as
                  the seed draws; without it, one process on a store of its own
  --bug NAME      plants one of the known mistakes; an unknown name lists them
  --trace         prints everything that happens
  --help          this text
`
const seedsPerTell = 100
const nodesMax = 16

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    nodes: { type: 'string' },
    bug: { type: 'string' },
    trace: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(help)
  process.exit(0)
}

const from = wholeNumber('seed', values.seed ?? values.from)
const count = values.seed === undefined ? wholeNumber('seeds', values.seeds) : 1
const options = values.trace ? { onLine: (line: string) => console.log(line) } : {}
const run = values.nodes === undefined ? runOfOne() : runOfNodes(values.nodes)

const startedAtMs = performance.now()
let broken: SeedResult | null = null
for (let seed = from; seed < from + count && broken === null; seed += 1) {
  const result = await run(seed)
  if (result.broken !== null) broken = result
  const doneCount = seed - from + 1
  if (doneCount % seedsPerTell === 0) console.log(`${doneCount} seeds, nothing broken so far`)
}
const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1)
if (broken === null) {
  console.log(`${count} seeds from ${from} on: nothing broken (${seconds} s)`)
} else {
  console.log(`seed ${broken.seed}: ${broken.broken?.message} (${seconds} s)`)
  const nodes = values.nodes === undefined ? '' : ` --nodes ${values.nodes}`
  const again = values.bug === undefined ? nodes : `${nodes} --bug ${values.bug}`
  console.log(`see it: npm run simulate -- --seed ${broken.seed}${again} --trace`)
  process.exitCode = 1
}

function runOfOne(): (seed: number) => Promise<SeedResult> {
  const bug = findBug(allBugs)
  return (seed) => runSeed(seed, { ...options, ...(bug === undefined ? {} : { bug }) })
}

function runOfNodes(text: string): (seed: number) => Promise<SeedResult> {
  const bug = findBug(allBugsOfNodes)
  const nodeCount = text === 'any' ? undefined : wholeNumber('nodes', text)
  if (nodeCount !== undefined && (nodeCount < 1 || nodeCount > nodesMax)) {
    refuse(`--nodes takes 1 to ${nodesMax}, or 'any'`)
  }
  return (seed) =>
    runNodeSeed(seed, {
      ...options,
      ...(bug === undefined ? {} : { bug }),
      ...(nodeCount === undefined ? {} : { nodeCount }),
    })
}

function findBug<Bug extends { readonly name: string }>(bugs: readonly Bug[]): Bug | undefined {
  const found = bugs.find((one) => one.name === values.bug)
  if (values.bug !== undefined && found === undefined) {
    refuse(`--bug takes one of:\n${bugs.map((one) => `  ${one.name}`).join('\n')}`)
  }
  return found
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) refuse(`--${name} takes a whole number`)
  return number
}

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}
