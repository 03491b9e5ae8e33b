/**
 * The days: stretches of the accept order that have partitions of their own, so that retention
 * drops one by dropping tables. A day begins when the first event of a new calendar day is
 * accepted, by moving the sequence to the day's first number, and it never ends early or goes
 * back, whatever a clock does. Days are made ahead; a start or an accept that finds none makes it.
 */
import type { PostgresClient } from './postgres-client.ts'

/** Numbers of one day: more events, versions and places than any machine gives in one. */
const daySize = 2 ** 36
const dayMs = 24 * 3_600_000
/** Made beyond the current one, so that none has to be made while events wait. */
const aheadCount = 2
/** Held while days are made, begun or dropped, so that two processes never do it at once. */
const lockKey = 5_063_841_701
/** With many days kept, as a long retention does, a new one spans more than a calendar day. */
const usualCount = 64
const doublingCount = 16
/** How long accepts may stand behind a drop that waits for readers of the day's tables. */
const dropLockMs = 250

/** What hangs on an event, by the column that holds its place in the accept order. */
const partitioned = {
  event: 'seq',
  attempt: 'event_seq',
  delivery: 'event_seq',
  rerun: 'event_seq',
  target_by_subscription: 'seq',
  undelivered: 'event_seq',
} as const

export const firstSeqOf = (day: number): number => day * daySize
/** In SQL: the day of a place in the accept order. */
export const dayIn = (column: string): string => `(${column} >> 36)::integer`

export interface CurrentDay {
  readonly number: number
  readonly beganAtMs: number
  /** From this instant on the next event begins another day. */
  readonly endsAtMs: number
}

interface DayRow {
  readonly number: number
  readonly began_at_ms: number
  readonly kept_count: number
}

/** The day that accepts go into; begins the first one of a new store. */
export async function openDays(client: PostgresClient, nowMs: number): Promise<CurrentDay> {
  const found = await readCurrent(client)
  const current = found ?? (await beginDay(client, 1, nowMs))
  await makeDays(client, current.number)
  return current
}

/** Makes the tables of the days that come next. */
export async function makeDays(client: PostgresClient, current: number): Promise<void> {
  for (let number = current; number <= current + aheadCount; number += 1) {
    await client.exec(makeSql(number))
  }
}

/** Begins the day, making it if nobody did; another process may have begun it already. */
export async function beginDay(
  client: PostgresClient,
  number: number,
  atMs: number,
): Promise<CurrentDay> {
  await client.exec(makeSql(number))
  await client.exec(`DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(${lockKey});
    IF (SELECT last_value FROM accept_seq) < ${firstSeqOf(number)} THEN
      PERFORM setval('accept_seq', ${firstSeqOf(number)});
    END IF;
    UPDATE day SET began_at_ms = ${Math.floor(atMs)} WHERE number = ${number}
      AND began_at_ms IS NULL;
  END $$`)
  return (await readCurrent(client))!
}

/** Drops a day that has nothing open, in one transaction; rejects with `55P03` when it is in use. */
export async function dropDay(client: PostgresClient, number: number): Promise<void> {
  const tables = Object.keys(partitioned).map((table) => partition(table, number))
  const sums = ledger.map((column) => `${column} = kept.${column} + gone.${column}`)
  await client.exec(`DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(${lockKey});
    PERFORM set_config('lock_timeout', '${dropLockMs}ms', true);
    -- A run that was begun a moment ago is seen here and waited for by the lock on its row.
    PERFORM FROM day WHERE number = ${number} AND ${isClosed} FOR UPDATE;
    IF FOUND THEN
      DROP TABLE ${tables.join(', ')};
      UPDATE day AS kept SET ${sums.join(', ')} FROM day AS gone
        WHERE kept.number = 0 AND gone.number = ${number};
      DELETE FROM day WHERE number = ${number};
      DELETE FROM event_span WHERE day = ${number};
    END IF;
  END $$`)
}

const ledger = [
  'accepted',
  'resends',
  'replays',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const

/** In SQL: everything that a day began has ended. */
export const isClosed = 'accepted + resends + replays = delivered + exhausted + cancelled + expired'

async function readCurrent(client: PostgresClient): Promise<CurrentDay | null> {
  const [row] = await client.query<DayRow>(
    `SELECT number, began_at_ms, (SELECT count(*) FROM day WHERE number > 0) AS kept_count
    FROM day WHERE number > 0 AND began_at_ms IS NOT NULL ORDER BY number DESC LIMIT 1`,
  )
  if (row === undefined) return null
  const { number, began_at_ms: beganAtMs, kept_count: keptCount } = row
  const doublings = Math.max(0, Math.ceil((keptCount - usualCount) / doublingCount))
  const endsAtMs = (Math.floor(beganAtMs / dayMs) + 2 ** doublings) * dayMs
  return { number, beganAtMs, endsAtMs }
}

function makeSql(number: number): string {
  const bounds = `FROM (${firstSeqOf(number)}) TO (${firstSeqOf(number + 1)})`
  const made = Object.keys(partitioned).map((table) => {
    const name = partition(table, number)
    // Attached, not made as a partition: that would wait for everyone who uses the table.
    return `CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL);
      ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES ${bounds};`
  })
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM day WHERE number = ${number}) THEN
      PERFORM pg_advisory_xact_lock(${lockKey});
      IF NOT EXISTS (SELECT FROM day WHERE number = ${number}) THEN
        ${made.join('\n')}
        INSERT INTO day (number) VALUES (${number});
      END IF;
    END IF;
  END $$`
}

function partition(table: string, day: number): string {
  return `${table}_day_${day}`
}
