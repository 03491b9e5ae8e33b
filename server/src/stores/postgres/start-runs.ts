/**
 * Begins new runs (a resend, one step of a replay): each gets the next run number of its delivery
 * and a waiting row at the end of its subscription's line, together with the replay's cursor.
 */
import type { DeliveryKey } from '../../domain/ids.ts'
import type { StartRuns } from '../../ports/delivery-store.ts'
import { idToBytes } from '../sql/binary-id.ts'
import { runKindCode } from '../sql/state-codes.ts'
import { CommitStatement } from './commit-statement.ts'
import { dayIn } from './days.ts'
import { keptKeySql, toUuid } from './event-rows.ts'
import { addCounts, hourMs } from './ledger-part.ts'
import type { Reader } from './read-pool.ts'
import { numberArray, plainArray } from './sql-arrays.ts'
import { type KeyRow, toDeliveryKey } from './waiting-rows.ts'

/** A delivery's public id has four hex digits for it. */
const runMax = 0xffff

/** Those whose event is gone, or whose runs are used up, are left out of the answer. */
export function startStatement(request: StartRuns, nowMs: number): CommitStatement {
  const statement = new CommitStatement()
  const kind = runKindCode(request.runKind)
  const now = `${statement.bind(nowMs)}::bigint`
  addStarted(statement, request)
  statement.with(
    'reruns',
    `INSERT INTO rerun (event_seq, subscription, run, run_kind, started_at_ms)
    SELECT event_seq, subscription, run, ${kind}, ${now} FROM started`,
  )
  statement.with(
    // It may be no target of the event; lists by subscription find it all the same.
    'places',
    `INSERT INTO target_by_subscription (subscription, seq)
    SELECT DISTINCT subscription, event_seq FROM started ON CONFLICT DO NOTHING`,
  )
  statement.with(
    'line',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, run, event_seq, nextval('accept_seq'), 0, event_id, 0, 0, ${kind}, false,
      ${keptKeySql}
    FROM (SELECT * FROM started ORDER BY ordinal) AS ordered`,
  )
  const column = request.runKind === 'resend' ? 'resends' : 'replays'
  addCounts(statement, {
    name: 'run',
    columns: [column],
    counters: `SELECT subscription, (${now} / ${hourMs})::integer, count(*) AS ${column}
      FROM started GROUP BY 1`,
    days: `SELECT ${dayIn('event_seq')} AS day, count(*) AS ${column} FROM started GROUP BY 1`,
  })
  if (request.replay !== null) addReplay(statement, request.replay, now)
  statement.result('SELECT event_id, subscription, run, ordinal FROM started')
  return statement
}

/** What a start that happened gave, after its answer was lost. */
export async function recallRuns(reader: Reader, request: StartRuns): Promise<DeliveryKey[]> {
  const statement = new CommitStatement()
  const rows = await reader.plan<KeyRow>(
    `SELECT given.event_id, given.subscription, max(rerun.run) AS run
    FROM (${givenSql(statement, request)}) AS given
      JOIN rerun USING (event_seq, subscription) GROUP BY 1, 2`,
    statement.parameters,
  )
  return rows.map(toDeliveryKey)
}

function addStarted(statement: CommitStatement, request: StartRuns): void {
  const { replay } = request
  if (replay !== null) {
    // Locked, so that a pause of another node comes before this step or after it.
    statement.with(
      'going',
      `SELECT id FROM replay WHERE id = ${statement.bind(idToBytes(replay.id))}
        AND state = 'running' FOR UPDATE`,
    )
  }
  const isGoingOn = replay === null ? 'true' : 'EXISTS (SELECT FROM going)'
  statement.with('given', givenSql(statement, request))
  statement.with(
    'numbered',
    `SELECT given.*, event.order_key, event.deliver_at_ms, event.accepted_at_ms,
      row_number() OVER (PARTITION BY event_seq, subscription ORDER BY ordinal)
      + (SELECT coalesce(max(run), 0) FROM rerun WHERE rerun.event_seq = given.event_seq
        AND rerun.subscription = given.subscription) AS run
    FROM given JOIN event ON event.seq = event_seq AND event.id = event_id
    WHERE ${isGoingOn}`,
  )
  statement.with('started', `SELECT * FROM numbered WHERE run <= ${runMax}`)
}

function givenSql(statement: CommitStatement, { deliveries }: StartRuns): string {
  const ids = plainArray(deliveries.map((delivery) => toUuid(delivery.eventId)))
  const seqs = numberArray(deliveries.map((delivery) => delivery.eventSeq))
  const subscriptions = numberArray(deliveries.map((delivery) => delivery.subscriptionNumber))
  return `SELECT * FROM unnest(${statement.bind(ids)}::uuid[], ${statement.bind(seqs)}::bigint[],
    ${statement.bind(subscriptions)}::integer[]) WITH ORDINALITY
    AS target (event_id, event_seq, subscription, ordinal)`
}

function addReplay(
  statement: CommitStatement,
  replay: NonNullable<StartRuns['replay']>,
  now: string,
): void {
  const { cursorSeq, cursorSubscription, startedCount, isDone } = replay
  statement.with(
    'stepped',
    `UPDATE replay SET cursor_seq = ${statement.bind(cursorSeq)},
      cursor_subscription = ${statement.bind(cursorSubscription)},
      started_count = ${statement.bind(startedCount)}, state = '${isDone ? 'done' : 'running'}',
      ended_at_ms = ${isDone ? now : 'NULL'}
    WHERE id IN (SELECT id FROM going)`,
  )
}
