/**
 * `npm run rig:kill [-- --rounds 1000]`: kill -9 of the real process under load, with a report in
 * docs/proof. Ends with an error when anything accepted was lost or repeated beyond what was in
 * flight. Bounded: about two seconds a round.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runKillRounds } from './kill-rounds.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '1000' }, report: { type: 'string' } },
})
const startedAt = Date.now()
const report = await runKillRounds({
  rounds: Number(values.rounds),
  chance: Math.random,
  onRound: (round) => {
    if (round % 10 === 0) process.stderr.write(`\rround ${round} of ${values.rounds}`)
  },
})
const seconds = Math.round((Date.now() - startedAt) / 1_000)
const text = `${JSON.stringify({ rig: 'kill', node: process.version, seconds, ...report }, null, 2)}\n`
process.stderr.write('\n')
process.stdout.write(text)
writeFileSync(
  values.report ?? join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'kill.json'),
  text,
)
process.exitCode = report.lost > 0 || report.roundsWithTooManyDuplicates > 0 ? 1 : 0
