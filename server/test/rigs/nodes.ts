/**
 * `npm run rig:nodes [-- --rounds 50] [-- --only silent]`: three real nodes and one real PostgreSQL under load. A node
 * is killed -9 every few seconds, all are restarted one after the other, and the database is
 * restarted, refused and silenced. Report in docs/proof. Ends with an error when anything accepted
 * was lost, claimed twice, or came later than it may. About ten seconds a round and seven minutes
 * for the rest: less than 25 minutes with 50 rounds.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PostgresServer } from '../world/postgres-server.ts'
import { judge, nodeGates } from './node-gates.ts'
import { NodeStand } from './node-stand.ts'
import {
  killNode,
  type Kill,
  type Outage,
  type OutageKind,
  restartAll,
  type RollingRestart,
  takeDatabaseAway,
} from './node-troubles.ts'

const outageKinds: readonly (readonly [OutageKind, number])[] = [
  ['restart-fast', 5_000],
  ['restart-immediate', 5_000],
  ['refused', 180_000],
  ['silent', 60_000],
]
const phases: readonly string[] = ['kills', 'rolling', ...outageKinds.map(([kind]) => kind)]

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    only: { type: 'string' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`npm run rig:nodes [-- options]
  --rounds N     kills of a node, 50 by default
  --only PHASE   one of ${phases.join(', ')}; written to no file unless --report names one
  --report FILE  where the report goes instead of docs/proof/nodes.json
`)
  process.exit(0)
}
const { only } = values
if (only !== undefined && !phases.includes(only)) {
  process.stderr.write(`--only takes one of ${phases.join(', ')}\n`)
  process.exit(2)
}
const isWanted = (phase: string): boolean => only === undefined || only === phase

const settings = { leaseSeconds: 10, heartbeatSeconds: 3, eventsPerSecond: 100 }
const rounds = isWanted('kills') ? Number(values.rounds) : 0
const startedAt = Date.now()
const server = await PostgresServer.start(true)
const stand = await NodeStand.open(server, settings)
const kills: Kill[] = []
const outages: Outage[] = []
try {
  await stand.shared()
  const names = stand.cluster.names
  for (let round = 0; round < rounds; round += 1) {
    const victim = names[round % names.length]!
    kills.push(await killNode(stand, { victim, isStartedAtOnce: round % 3 === 2 }))
    process.stderr.write(`\rround ${round + 1} of ${rounds}`)
  }
  const rolling: RollingRestart | null = isWanted('rolling') ? await restartAll(stand) : null
  for (const [kind, lastsMs] of outageKinds.filter(([one]) => isWanted(one))) {
    process.stderr.write(`\n${kind}`)
    outages.push(await takeDatabaseAway(stand, { kind, lastsMs }))
  }
  const summary = await stand.finish()
  const found = { kills, outages, rolling, summary }
  const missed = judge(found, settings)
  const report = {
    rig: 'nodes',
    node: process.version,
    seconds: Math.round((Date.now() - startedAt) / 1_000),
    settings,
    gates: nodeGates(settings),
    missed,
    kills: {
      rounds: kills.length,
      takenOverMs: medianAndMax(kills.filter((kill) => !kill.isStartedAtOnce)),
      startedAgainMs: medianAndMax(kills.filter((kill) => kill.isStartedAtOnce)),
      inFlight: sum(kills, 'inFlight'),
      repeats: sum(kills, 'repeats'),
      twiceClaimed: sum(kills, 'twiceClaimed'),
    },
    rolling,
    outages,
    summary,
  }
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(`\n${text}`)
  const proof = join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'nodes.json')
  const path = values.report ?? (only === undefined ? proof : null)
  if (path !== null) writeFileSync(path, text)
  process.exitCode = missed.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`\n${stand.cluster.output().slice(-20_000)}\n`)
  throw error
} finally {
  await stand.close()
  await server.stop('immediate')
}

function medianAndMax(some: readonly Kill[]): { median: number; max: number } {
  const sorted = some.map(({ takenOverMs }) => takenOverMs).sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1] ?? 0, max: sorted.at(-1) ?? 0 }
}

function sum(some: readonly Kill[], name: 'inFlight' | 'repeats' | 'twiceClaimed'): number {
  return some.reduce((total, kill) => total + kill[name], 0)
}
