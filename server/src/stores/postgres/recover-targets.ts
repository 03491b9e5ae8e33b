/**
 * After a start: targets of this node's events above its settled mark that have neither an outcome
 * nor a row were in memory when the process died. They get their rows, marked as having met a crash.
 */
import { runKindCode } from '../sql/state-codes.ts'
import { CommitStatement } from './commit-statement.ts'
import { nextSlice } from './event-slice.ts'
import type { TurnContext } from './write-queue.ts'

/** Works on the next slice; null when there is none, otherwise how many targets were left behind. */
export async function recoverSlice(context: TurnContext): Promise<number | null> {
  const { client, node, commit } = context
  const [row] = await client.query<{ settled_seq: number }>(
    'SELECT settled_seq FROM node WHERE number = $1',
    [node],
  )
  const afterSeq = row!.settled_seq
  const untilSeq = Number.MAX_SAFE_INTEGER
  const lastSeq = await nextSlice(client, { afterSeq, untilSeq, node })
  if (lastSeq === null) return null
  const [recovered] = await commit<{ count: number }>(recoverStatement(node, afterSeq, lastSeq))
  return recovered!.count
}

function recoverStatement(node: number, afterSeq: number, lastSeq: number): CommitStatement {
  const statement = new CommitStatement()
  const [after, last, ours] = [afterSeq, lastSeq, node].map((value) => statement.bind(value))
  statement.with(
    'target',
    `SELECT seq, id, deliver_at_ms, accepted_at_ms, unnest(targets) AS subscription FROM event
    WHERE seq > ${after} AND seq <= ${last} AND node = ${ours}`,
  )
  const key = (table: string): string =>
    `${table}.event_seq = target.seq AND ${table}.subscription = target.subscription
      AND ${table}.run = 0`
  statement.with(
    'recovered',
    `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id, attempt_count,
      recovery_count, run_kind, is_quarantined)
    SELECT subscription, 0, seq, seq,
      CASE WHEN deliver_at_ms > accepted_at_ms THEN deliver_at_ms ELSE 0 END, id, 0, 1,
      ${runKindCode('accepted')}, false
    FROM target WHERE NOT EXISTS (SELECT FROM delivery WHERE ${key('delivery')})
      AND NOT EXISTS (SELECT FROM waiting WHERE ${key('waiting')})
    ON CONFLICT DO NOTHING RETURNING 1`,
  )
  statement.result('SELECT count(*) FROM recovered')
  statement.settle(lastSeq)
  return statement
}
