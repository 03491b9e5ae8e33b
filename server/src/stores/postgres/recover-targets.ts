/**
 * After the end of a process: targets of its node's events above its settled mark that have neither
 * an outcome nor a row were in its memory. They get their rows, marked as having met a crash, by
 * the node itself at its next start or by whoever fenced it.
 */
import { runKindCode } from '../sql/state-codes.ts'
import { keptKeySql } from './event-rows.ts'
import { CommitStatement } from './commit-statement.ts'
import { nextSlice } from './event-slice.ts'
import type { TurnContext } from './write-queue.ts'

const fencedState = 1

/** Works on the next slice; null when there is none, otherwise how many targets were left behind. */
export async function recoverSlice(context: TurnContext, node: number): Promise<number | null> {
  const { client, commit } = context
  const [row] = await client.query<{ settled_seq: number }>(
    'SELECT settled_seq FROM node WHERE number = $1',
    [node],
  )
  const afterSeq = row!.settled_seq
  const untilSeq = Number.MAX_SAFE_INTEGER
  const lastSeq = await nextSlice(client, { afterSeq, untilSeq, node })
  if (lastSeq === null) return null
  const isOurs = node === context.node
  const statement = recoverStatement(node, afterSeq, { lastSeq, isOurs })
  settleFor(statement, { lastSeq, isOurs })
  const [recovered] = await commit<{ count: number }>(statement)
  return recovered!.count
}

function recoverStatement(
  node: number,
  afterSeq: number,
  { lastSeq, isOurs }: { lastSeq: number; isOurs: boolean },
): CommitStatement {
  const statement = new CommitStatement()
  const [after, last, ours] = [afterSeq, lastSeq, node].map((value) => statement.bind(value))
  statement.with(
    'target',
    `SELECT seq, id, deliver_at_ms, accepted_at_ms, order_key, unnest(targets) AS subscription FROM event
    WHERE seq > ${after} AND seq <= ${last} AND node = ${ours}`,
  )
  // A fenced node that starts again waits for this row, and then recovers what is left by itself.
  const guard = `SELECT number FROM node WHERE number = ${ours} AND state = ${fencedState} FOR UPDATE`
  if (!isOurs) statement.with('guard', guard)
  const key = (table: string): string =>
    `${table}.event_seq = target.seq AND ${table}.subscription = target.subscription
      AND ${table}.run = 0`
  statement.with(
    'recovered',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined, kept_key)
    SELECT subscription, 0, seq, seq,
      CASE WHEN deliver_at_ms > accepted_at_ms THEN deliver_at_ms ELSE 0 END, id, 0, 1,
      ${runKindCode('accepted')}, false,
      ${keptKeySql}
    FROM target WHERE ${isOurs ? 'true' : 'EXISTS (SELECT FROM guard)'}
      AND NOT EXISTS (SELECT FROM delivery WHERE ${key('delivery')})
      AND NOT EXISTS (SELECT FROM waiting WHERE ${key('waiting')})
    ON CONFLICT DO NOTHING RETURNING 1`,
  )
  statement.result('SELECT count(*) FROM recovered')
  return statement
}

/** The mark is the node's own row; of a node that was fenced it is somebody else's to write. */
function settleFor(
  statement: CommitStatement,
  { lastSeq, isOurs }: { lastSeq: number; isOurs: boolean },
): void {
  if (isOurs) {
    statement.settle(lastSeq)
    return
  }
  const last = statement.bind(lastSeq)
  statement.with(
    'settled',
    `UPDATE node SET settled_seq = greatest(settled_seq, ${last}::bigint)
    FROM guard WHERE node.number = guard.number RETURNING 1`,
  )
}
