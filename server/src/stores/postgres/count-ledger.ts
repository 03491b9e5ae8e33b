/**
 * The conservation ledger: from the counters of the days and the rows that are not folded yet, or,
 * as the judge of both, by counting every row there is. Each is one statement, so that it sees the
 * store at one moment. What retention dropped stands in day 0 and is added to what is counted.
 */
import type { Ledger } from '../../ports/history.ts'
import { runKindCode, stateCode } from '../sql/state-codes.ts'
import { type LedgerColumn, ledgerColumns } from './ledger-part.ts'
import type { Reader } from './read-pool.ts'
import { inMemory } from './unsettled.ts'

type Counts = Record<LedgerColumn, number>

const marked = (name: string): string => `(SELECT number FROM mark WHERE name = '${name}')`
const ends = ['delivered', 'exhausted', 'cancelled', 'expired'] as const

export async function foldedLedger(reader: Reader): Promise<Ledger> {
  const days = ledgerColumns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`)
  const tail = ends.map(
    (state) => `count(*) FILTER (WHERE next_state = ${stateCode(state)}) AS ${state}`,
  )
  const whole = ledgerColumns.map((column) =>
    column === 'accepted' || column === 'resends' || column === 'replays'
      ? `days.${column}::bigint + ${column === 'accepted' ? 'targets.count' : '0'} AS ${column}`
      : `days.${column}::bigint + tail.${column} AS ${column}`,
  )
  const [row] = await reader.query<Counts>(
    `SELECT ${whole.join(', ')} FROM (SELECT ${days.join(', ')} FROM day) AS days,
      (SELECT ${tail.join(', ')} FROM attempt WHERE number > ${marked('folded_attempt')}) AS tail,
      (SELECT coalesce(sum(cardinality(targets)), 0)::bigint AS count FROM event
        WHERE seq > ${marked('folded_seq')}) AS targets`,
  )
  const counts = pick(row!)
  return { ...counts, open: startedOf(counts) - endedOf(counts), unaccountedCount: 0 }
}

interface RecountRow extends Counts {
  readonly waiting: number
  readonly in_memory: number
  readonly both: number
}

export async function recountLedger(reader: Reader): Promise<Ledger> {
  const kinds = (kind: 'resend' | 'replay', column: LedgerColumn): string =>
    `(SELECT count(*) FROM rerun WHERE run_kind = ${runKindCode(kind)}) + dropped.${column}
      AS ${column}`
  const ended = ends.map(
    (state) => `count(*) FILTER (WHERE state = ${stateCode(state)}) AS ${state}`,
  )
  const sums = ends.map((state) => `ended.${state} + dropped.${state} AS ${state}`)
  const [row] = await reader.query<RecountRow>(
    `SELECT (SELECT coalesce(sum(cardinality(targets)), 0)::bigint FROM event) + dropped.accepted
        AS accepted,
      ${kinds('resend', 'resends')}, ${kinds('replay', 'replays')}, ${sums.join(', ')},
      (SELECT count(*) FROM waiting) AS waiting,
      (SELECT count(*) FROM (${inMemory()}) AS held) AS in_memory,
      (SELECT count(*) FROM waiting JOIN delivery USING (event_seq, subscription, run)) AS both
    FROM (SELECT * FROM day WHERE number = 0) AS dropped,
      (SELECT ${ended.join(', ')} FROM delivery) AS ended`,
  )
  const counts = pick(row!)
  const { waiting, in_memory: inMemoryCount, both } = row!
  const open = waiting + inMemoryCount
  // What has neither, less what has both, shows in the sum; both are faults of their own.
  const missingCount = startedOf(counts) - endedOf(counts) - open + both
  return { ...counts, open, unaccountedCount: both + Math.abs(missingCount) }
}

function pick(row: Counts): Counts {
  const { accepted, resends, replays, delivered, exhausted, cancelled, expired } = row
  return { accepted, resends, replays, delivered, exhausted, cancelled, expired }
}

function startedOf(counts: Counts): number {
  return counts.accepted + counts.resends + counts.replays
}

function endedOf(counts: Counts): number {
  return counts.delivered + counts.exhausted + counts.cancelled + counts.expired
}
