/**
 * The bench: Posthorn beside BullMQ, pg-boss and graphile-worker doing the same work. Installs
 * what it needs, runs the scenarios, prints tables and gates and writes every round as JSON.
 * README.md says what is measured and how to read it. It leaves no process behind, whichever way
 * it ends; a gate that is missed is reported and does not fail the run.
 *
 * usage: node bench/run.ts [--quick] [--scenario NAME]… [--contender NAME]…
 *        [--rounds N] [--json FILE]
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeBody, type Bench } from './harness/bench.ts'
import { killAll } from './harness/processes.ts'
import { describe, describeGate, describeMachine, type Finished } from './harness/report.ts'
import { benchFolder, bringTools, compileNative } from './harness/tools.ts'
import type { Scenario } from './scenarios/scenario.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    scenario: { type: 'string', multiple: true, default: [] },
    contender: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    json: { type: 'string' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'posthorn-bench-'))
process.on('exit', () => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
  for (const name of readdirSync('/dev/shm')) {
    if (name.startsWith(`${basename(folder)}-`)) rmSync(join('/dev/shm', name))
  }
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(130))

bringTools()
const bench = makeBench(values.quick)
const startedMs = performance.now()
const finished: Finished[] = []
for (const scenario of await chooseScenarios()) finished.push(await runScenario(scenario))
report(finished)

function makeBench(isQuick: boolean): Bench {
  // PostgreSQL runs as a user of its own and must reach its folder in here.
  chmodSync(folder, 0o755)
  const bodyFile = join(folder, 'event.json')
  writeBody(bodyFile)
  return {
    folder,
    native: compileNative(folder),
    isQuick,
    rounds: Number(values.rounds ?? (isQuick ? 1 : 3)),
    warmMs: isQuick ? 1_000 : 3_000,
    measureMs: isQuick ? 1_500 : 3_000,
    backlogCount: isQuick ? 20_000 : 1_000_000,
    bodyFile,
    contenderNames: values.contender,
    closedRate: undefined,
    log: (line) => process.stdout.write(`  … ${line}\n`),
  }
}

/** The rivals' packages may only just have been installed, so what needs them is loaded late. */
async function chooseScenarios(): Promise<readonly Scenario[]> {
  const { scenarios } = await import('./scenarios/scenarios.ts')
  const wanted = values.scenario
  const unknown = wanted.filter((name) => !scenarios.some((scenario) => scenario.name === name))
  if (unknown.length > 0) {
    const names = scenarios.map(({ name }) => name).join(', ')
    process.stderr.write(`no scenario ${unknown.join(', ')}; there are ${names}\n`)
    process.exit(2)
  }
  if (wanted.length > 0) return scenarios.filter(({ name }) => wanted.includes(name))
  const usual = scenarios.filter(({ isByNameOnly }) => isByNameOnly !== true)
  return usual.filter(({ isQuick }) => isQuick || !values.quick)
}

async function runScenario(scenario: Scenario): Promise<Finished> {
  const { name, question } = scenario
  process.stdout.write(`\n${name}\n`)
  const beganMs = performance.now()
  const result = await scenario.run(bench)
  const one = { name, question, seconds: (performance.now() - beganMs) / 1000, ...result }
  process.stdout.write(`${describe(one)}\n`)
  return one
}

function report(scenarios: readonly Finished[]): void {
  const gates = scenarios.flatMap((one) => one.gates)
  const missed = gates.filter(({ isMet }) => !isMet)
  const seconds = (performance.now() - startedMs) / 1000
  const at = new Date().toISOString()
  const file =
    values.json ?? join(benchFolder, 'results', `${at.slice(0, 19).replaceAll(':', '-')}.json`)
  mkdirSync(dirname(file), { recursive: true })
  const machine = describeMachine()
  const run = { at, isQuick: values.quick, seconds, machine, scenarios }
  writeFileSync(file, `${JSON.stringify(run, null, 1)}\n`)
  const lines = [
    '',
    ...Object.entries(machine).map(([name, value]) => `  ${name}: ${value}`),
    `  ${gates.length - missed.length} of ${gates.length} gates met in ${seconds.toFixed(0)} s; every round is in ${file}`,
    ...missed.map(describeGate),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
