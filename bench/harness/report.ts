/**
 * The readable side of a run: one table a scenario, gates with pass or miss, and what the machine
 * was. The JSON beside it has every round.
 */
import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Gate, Row, ScenarioResult } from '../scenarios/scenario.ts'
import { postgresFolder } from './tools.ts'

export interface Finished extends ScenarioResult {
  readonly name: string
  readonly question: string
  readonly seconds: number
}

const columns: readonly (readonly [string, (row: Row, first: Row) => string])[] = [
  ['contender', (row) => row.contender],
  ['variant', (row) => row.variant],
  ['events/s', ({ figures }) => whole(figures.eventsPerSecond)],
  ['deliveries/s', ({ figures }) => whole(figures.deliveriesPerSecond)],
  [
    'ratio',
    ({ figures }, first) =>
      (first.figures.deliveriesPerSecond / figures.deliveriesPerSecond).toFixed(2),
  ],
  ['CPU µs/dlv', ({ figures }) => whole(figures.cpuUsPerDelivery)],
  ['written B/dlv', ({ figures }) => whole(figures.writtenBytesPerDelivery)],
  ['disk B/dlv', ({ figures }) => whole(figures.diskBytesPerDelivery)],
  ['accept p50', ({ figures }) => milliseconds(figures.acceptP50Ms)],
  ['p99 ms', ({ figures }) => milliseconds(figures.acceptP99Ms)],
  ['delivered p50', ({ figures }) => milliseconds(figures.deliveredP50Ms)],
  ['p99 ms', ({ figures }) => milliseconds(figures.deliveredP99Ms)],
  ['MiB', ({ figures }) => whole(figures.memoryPeakBytes / 1024 / 1024)],
  [
    'gen/rcv CPU',
    ({ figures }) => `${percent(figures.generatorCpuShare)}/${percent(figures.receiverCpuShare)}`,
  ],
  ['others', ({ figures }) => percent(figures.strangerCpuShare)],
]

/** Share of a core above which somebody else's work makes a measurement doubtful. */
const strangerShareMax = 0.15

export function describe(finished: Finished): string {
  const lines = [`\n${finished.name}: ${finished.question} (${finished.seconds.toFixed(0)} s)`]
  lines.push(...table(finished.rows))
  lines.push(...finished.remarks.map((remark) => `  ${remark}`))
  const disturbed = finished.rows.filter((row) => row.figures.strangerCpuShare > strangerShareMax)
  if (disturbed.length > 0) {
    lines.push(
      `  DISTURBED: other programs used up to ${percent(Math.max(...disturbed.map((row) => row.figures.strangerCpuShare)))} of a core in ${disturbed.length} rows`,
    )
  }
  lines.push(...finished.gates.map(describeGate))
  return lines.join('\n')
}

export function describeGate({ name, wanted, measured, isMet }: Gate): string {
  return `  ${isMet ? 'PASS' : 'MISS'}  ${name}: ${measured} (wanted ${wanted})`
}

/** What a reader must know to compare: the machine and the versions. */
export function describeMachine(): Record<string, string> {
  const version = (command: string, words: readonly string[]) =>
    execFileSync(command, words, { encoding: 'utf8' }).trim().split('\n')[0] ?? ''
  return {
    processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: release(),
    node: process.version,
    redis: version('redis-server', ['--version']),
    postgresql: version(join(postgresFolder() ?? '', 'postgres'), ['--version']),
    revision: version('git', ['rev-parse', '--short', 'HEAD']),
  }
}

function table(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => {
    const first = rows.find(({ variant }) => variant === row.variant) ?? row
    return columns.map(([, read]) => read(row, first))
  })
  const all = [columns.map(([title]) => title), ...cells]
  const widths = columns.map((_, index) => Math.max(...all.map((line) => line[index]?.length ?? 0)))
  return all.map(
    (line) =>
      `  ${line.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ')}`,
  )
}

function whole(value: number): string {
  return Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en')
}

function milliseconds(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 2 : 0)
}

function percent(share: number): string {
  return `${Math.round(Math.max(0, share) * 100)}%`
}
