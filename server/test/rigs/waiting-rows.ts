/**
 * Rows of a PostgreSQL store by the million, made by SQL and not by the service: an old day of which
 * everything is delivered, and deliveries that wait in the day that runs. All that the store keeps
 * about them is made with them, so that its own recount finds nothing missing: events with their
 * targets in the accept order, waiting rows or ends, the folded places and spans, the counters of
 * hours and days, and the marks up to which all of that is so.
 */
import type { PostgresServer } from '../world/postgres-server.ts'

export interface Filling {
  readonly server: PostgresServer
  readonly database: string
  readonly tenantKey: number
  readonly subscriptionNumber: number
  /** Whose events they are; its settled mark goes with them. */
  readonly nodeNumber: number
  readonly configVersion: number
  readonly count: number
  readonly acceptedAtMs: number
  readonly kind: 'waiting' | 'delivered'
}

const perStatement = 100_000
const { hourMs, minuteMs } = { hourMs: 3_600_000, minuteMs: 60_000 }

/** No other process may write the store meanwhile. */
export async function fillRows(filling: Filling, onRows: (made: number) => void): Promise<void> {
  for (let made = 0; made < filling.count; made += perStatement) {
    const count = Math.min(perStatement, filling.count - made)
    await filling.server.admin(fillSql(filling, count), filling.database)
    onRows(made + count)
  }
  await filling.server.admin(foldSql(filling), filling.database)
  await filling.server.admin('ANALYZE', filling.database)
}

function fillSql(filling: Filling, count: number): string {
  const { tenantKey, subscriptionNumber, nodeNumber, configVersion, acceptedAtMs, kind } = filling
  const rows =
    kind === 'waiting'
      ? `INSERT INTO waiting (subscription, run, event_seq, position, due_at_ms, event_id,
          attempt_count, recovery_count, run_kind, is_quarantined)
        SELECT ${subscriptionNumber}, 0, seq, seq, 0, id, 0, 0, 0, false FROM made ORDER BY seq`
      : `INSERT INTO delivery (event_seq, ended_at_ms, subscription, run, attempt_count, state, run_kind)
        SELECT seq, accepted_at_ms, ${subscriptionNumber}, 0, 1, 1, 0 FROM made`
  const attempts =
    kind === 'waiting'
      ? ''
      : `, tried AS (INSERT INTO attempt (event_seq, number, started_at_ms, subscription, run,
          number_in_run, duration_ms, version, status, next_state, outcome, body_digest, timings,
          reply_text)
        SELECT seq, nextval('attempt_number'), accepted_at_ms, ${subscriptionNumber}, 0, 1, 0, 1, 200,
          1, 0, '\\x00', '\\x', '' FROM made)`
  return `SET synchronous_commit = off;
    WITH made AS (
      INSERT INTO event (seq, xid, accepted_at_ms, id, tenant_key, config_version, node, type, targets,
        data)
      SELECT nextval('accept_seq'), pg_current_xact_id(), ${acceptedAtMs}, gen_random_uuid(),
        ${tenantKey}, ${configVersion}, ${nodeNumber}, 'dead.letter', '{${subscriptionNumber}}',
        convert_to('{"PrimaryKey":18,"Changes":["name"]}', 'UTF8')
      FROM generate_series(1, ${count}) RETURNING seq, id, accepted_at_ms
    ), kept AS (${rows})${attempts}
    INSERT INTO target_by_subscription (subscription, seq)
    SELECT ${subscriptionNumber}, seq FROM made ORDER BY seq`
}

/** What the folding would make of them, in one step. */
function foldSql({ subscriptionNumber, count, acceptedAtMs, kind, nodeNumber }: Filling): string {
  const ended = kind === 'delivered' ? count : 0
  const last = '(SELECT last_value FROM accept_seq)'
  return `INSERT INTO event_span (minute, day, first_seq, last_seq)
      SELECT ${Math.floor(acceptedAtMs / minuteMs)}, ${last} >> 36, ${last} - ${count - 1}, ${last}
      ON CONFLICT (minute, day) DO UPDATE SET last_seq = excluded.last_seq;
    INSERT INTO counter (subscription, hour, accepted, delivered)
      VALUES (${subscriptionNumber}, ${Math.floor(acceptedAtMs / hourMs)}, ${count}, ${ended})
      ON CONFLICT (subscription, hour) DO UPDATE SET
        accepted = counter.accepted + ${count}, delivered = counter.delivered + ${ended};
    UPDATE day SET accepted = accepted + ${count}, delivered = delivered + ${ended}
      WHERE number = ${last} >> 36;
    UPDATE mark SET number = CASE name WHEN 'folded_seq' THEN ${last}
      ELSE greatest(number, (SELECT max(number) FROM attempt)) END;
    UPDATE node SET settled_seq = ${last} WHERE number = ${nodeNumber}`
}
