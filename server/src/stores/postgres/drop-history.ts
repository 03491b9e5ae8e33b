/**
 * Retention: drops the oldest day of which every event is older than what is kept, nothing is open
 * and everything is folded, with all that hangs on it; its totals stay in the books. What is kept
 * by another time (idempotency keys, replays, deleted subscriptions) goes in slices.
 */
import { idempotencyKeptMs } from '../../domain/limits.ts'
import { dropDay, firstSeqOf, isClosed } from './days.ts'
import { codeOf } from './engine-fault.ts'
import { minuteMs } from './event-spans.ts'
import { readMark } from './fold-history.ts'
import type { PostgresClient } from './postgres-client.ts'
import type { Reader } from './read-pool.ts'

export interface DropRequest {
  readonly acceptedBeforeMs: number
  readonly nowMs: number
}

interface OldDay {
  readonly number: number
}

const othersPerSlice = 500
const lockNotAvailable = '55P03'

/**
 * The days that may be dropped, oldest first. The current one is among them when it has events, all
 * of them too old: another one has to begin before it goes.
 */
export async function oldDays(reader: Reader, acceptedBeforeMs: number): Promise<number[]> {
  const rows = await reader.query<OldDay>(
    `SELECT number FROM day WHERE number > 0 AND began_at_ms IS NOT NULL AND ${isClosed}
      AND NOT EXISTS (SELECT FROM event_span
        WHERE event_span.day = day.number AND (minute + 1) * ${minuteMs} > $1)
    ORDER BY number`,
    [acceptedBeforeMs],
  )
  return rows.map((row) => row.number)
}

/** Whether the day has any event, as far as it was folded. */
export async function hasEvents(reader: Reader, day: number): Promise<boolean> {
  const rows = await reader.query('SELECT 1 FROM event_span WHERE day = $1 LIMIT 1', [day])
  return rows.length > 0
}

/** Whether no event and no attempt of the day waits to be folded. */
export async function isFolded(reader: Reader, day: number): Promise<boolean> {
  const end = firstSeqOf(day + 1)
  if ((await readMark(reader, 'folded_seq')) < end - 1) return false
  const unfolded = await reader.plan(
    `SELECT 1 FROM attempt WHERE event_seq >= $1 AND event_seq < $2 AND number > $3 LIMIT 1`,
    [firstSeqOf(day), end, await readMark(reader, 'folded_attempt')],
  )
  return unfolded.length === 0
}

/** False when its tables are in use: a later sweep drops them. */
export async function dropOldDay(client: PostgresClient, day: number): Promise<boolean> {
  try {
    await dropDay(client, day)
    return true
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) return false
    throw error
  }
}

/** What is not kept by event. True when there is more. */
export async function dropOthers(reader: Reader, request: DropRequest): Promise<boolean> {
  const { acceptedBeforeMs, nowMs } = request
  const keys = await reader.query(
    `DELETE FROM idempotency WHERE (tenant_key, key_digest) IN (
      SELECT tenant_key, key_digest FROM idempotency WHERE at_ms <= $1 LIMIT ${othersPerSlice})
    RETURNING 1`,
    [nowMs - idempotencyKeptMs],
  )
  const replays = await reader.query(
    `DELETE FROM replay WHERE id IN (
      SELECT id FROM replay WHERE state IN ('cancelled', 'done') AND created_at_ms < $1 LIMIT ${othersPerSlice})
    RETURNING 1`,
    [acceptedBeforeMs],
  )
  const versions = await dropVersions(reader, acceptedBeforeMs)
  await dropSubscriptions(reader, acceptedBeforeMs)
  return [keys, replays, versions].some((rows) => rows.length >= othersPerSlice)
}

/**
 * Versions before the one that was in force at the oldest kept event; attempts of kept events name
 * none of them. A change of state alone leans on the settings of a row before it, which stays.
 */
function dropVersions(reader: Reader, beforeMs: number): Promise<unknown[]> {
  return reader.plan(
    `WITH kept AS (
      SELECT number, in_force, (
        SELECT max(valid_from_seq) FROM subscription_version AS whole
        WHERE whole.number = last.number AND valid_from_seq <= in_force AND settings IS NOT NULL
      ) AS settings_of
      FROM (
        SELECT number, max(valid_from_seq) AS in_force FROM subscription_version
        WHERE valid_from_ms < $1
          AND valid_from_seq <= coalesce((SELECT min(seq) FROM event), ${Number.MAX_SAFE_INTEGER})
        GROUP BY number HAVING count(*) > 1
      ) AS last
    )
    DELETE FROM subscription_version WHERE (number, valid_from_seq) IN (
      SELECT old.number, old.valid_from_seq FROM subscription_version AS old JOIN kept USING (number)
      WHERE old.valid_from_seq < in_force AND old.valid_from_seq <> settings_of
      LIMIT ${othersPerSlice})
    RETURNING 1`,
    [beforeMs],
  )
}

/** Deleted ones that no event and no open work names any more. */
async function dropSubscriptions(reader: Reader, beforeMs: number): Promise<void> {
  await reader.plan(
    `WITH gone AS (
      DELETE FROM subscription WHERE number IN (
        SELECT number FROM subscription WHERE state = 'deleted' AND since_ms < $1
          AND NOT EXISTS (SELECT FROM waiting WHERE waiting.subscription = number)
          AND NOT EXISTS (SELECT FROM target_by_subscription AS target
            WHERE target.subscription = number)
        LIMIT ${othersPerSlice})
      RETURNING number
    ), versions AS (
      DELETE FROM subscription_version USING gone WHERE subscription_version.number = gone.number
    ) DELETE FROM subscription_total USING gone WHERE subscription = gone.number`,
    [beforeMs],
  )
}
