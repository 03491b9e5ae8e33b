/** Alerts and their mails. Nothing here is on the way of an event. */
import type { Alert, AlertId } from '../../domain/alert.ts'
import type { AlertQuery, AlertStore, ClaimedMail } from '../../ports/alert-store.ts'
import { type AlertRow, type MailRow, toAlert, toClaimedMail } from '../sql/alert-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import { bytesArray, numberArray } from './sql-arrays.ts'
import type { WriteLane } from './write-lane.ts'

export interface AlertStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly sealedValues: SealedValues
}

type Request<Name extends keyof AlertStore> = Parameters<AlertStore[Name]>[0]

const alertsPerSlice = 500
/** Behind every id. */
const idMax = Buffer.alloc(17, 0xff)

export class PostgresAlertStore implements AlertStore {
  readonly #parts: AlertStoreParts

  constructor(parts: AlertStoreParts) {
    this.#parts = parts
  }

  async list({ tenantKey, beforeId, isOpenOnly, limit }: AlertQuery): Promise<readonly Alert[]> {
    const rows = await this.#parts.reader.query<AlertRow>(
      `SELECT * FROM alert WHERE tenant_key = $1 AND id < $2
        ${isOpenOnly ? 'AND acknowledged_at_ms IS NULL' : ''} ORDER BY id DESC LIMIT $3`,
      [tenantKey, beforeId === null ? idMax : idToBytes(beforeId), limit],
    )
    return this.#toAlerts(rows)
  }

  async find(tenantKey: number, id: AlertId): Promise<Alert | null> {
    const rows = await this.#parts.reader.query<AlertRow>(
      'SELECT * FROM alert WHERE id = $1 AND tenant_key = $2',
      [idToBytes(id), tenantKey],
    )
    return (await this.#toAlerts(rows))[0] ?? null
  }

  async countOpen(countMax: number): Promise<number> {
    const rows = await this.#parts.reader.query<{ readonly open: number }>(
      `SELECT count(*)::integer AS open FROM
        (SELECT 1 FROM alert WHERE acknowledged_at_ms IS NULL LIMIT $1) AS open`,
      [countMax],
    )
    return rows[0]?.open ?? 0
  }

  async acknowledge({ tenantKey, id, nowMs }: Request<'acknowledge'>): Promise<Alert | null> {
    await this.#change((bind) => ({
      sql: `UPDATE alert SET acknowledged_at_ms = coalesce(acknowledged_at_ms, ${bind(nowMs)}::bigint)
        WHERE id = ${bind(idToBytes(id))} AND tenant_key = ${bind(tenantKey)} RETURNING 1 AS one`,
    }))
    return this.find(tenantKey, id)
  }

  async claimMail(request: Request<'claimMail'>): Promise<ClaimedMail | null> {
    const { nowMs, waitsMs, afterTenantKey } = request
    const { lane, reader, sealedValues } = this.#parts
    const due = await reader.query(
      "SELECT 1 AS one FROM mail WHERE state = 'waiting' AND due_at_ms <= $1 LIMIT 1",
      [nowMs],
    )
    if (due.length === 0) return null
    const claimed = await lane.turn<MailRow | undefined>({
      async run({ commit }) {
        const statement = new CommitStatement()
        const now = statement.bind(nowMs)
        const waits = statement.bind(numberArray(waitsMs))
        const after = statement.bind(afterTenantKey)
        const firstOf = (turn: number, tenants: string): string =>
          `SELECT * FROM (SELECT alert_id, number, ${turn} AS turn FROM mail
            WHERE state = 'waiting' AND due_at_ms <= ${now} AND tenant_key ${tenants} ${after}
            ORDER BY tenant_key, due_at_ms LIMIT 1) AS first_${turn}`
        statement.with(
          'claimed',
          `UPDATE mail SET attempt_count = attempt_count + 1, due_at_ms = ${now}::bigint
            + (${waits}::bigint[])[least(attempt_count + 1, ${waitsMs.length})]
          WHERE (alert_id, number) = (SELECT alert_id, number FROM
            (${firstOf(1, '>')} UNION ALL ${firstOf(2, '<=')}) AS turns ORDER BY turn LIMIT 1)
            AND state = 'waiting' AND due_at_ms <= ${now} RETURNING *`,
        )
        statement.result('SELECT * FROM claimed')
        return (await commit<MailRow>(statement))[0]
      },
      // Claimed, and nobody knows which: it is due again after its wait.
      recall: () => Promise.resolve(undefined),
    })
    if (claimed === undefined) return null
    const [alert] = await reader.query<AlertRow>('SELECT * FROM alert WHERE id = $1', [
      claimed.alert_id,
    ])
    return alert === undefined ? null : toClaimedMail(claimed, alert, sealedValues)
  }

  async recordMail({ alertId, number, result }: Request<'recordMail'>): Promise<void> {
    await this.#change((bind) => {
      const set =
        result.state === 'failed'
          ? `last_error_text = ${bind(result.detail)}`
          : `state = 'sent', ended_at_ms = ${bind(result.atMs)}::bigint`
      const key = `alert_id = ${bind(idToBytes(alertId))} AND number = ${bind(number)}`
      return { sql: `UPDATE mail SET ${set} WHERE ${key} RETURNING 1 AS one` }
    })
  }

  async abandonMails({ beforeMs, nowMs }: Request<'abandonMails'>): Promise<number> {
    const old = await this.#parts.reader.query(
      "SELECT 1 AS one FROM mail WHERE state = 'waiting' AND made_at_ms < $1 LIMIT 1",
      [beforeMs],
    )
    if (old.length === 0) return 0
    return this.#change((bind) => ({
      sql: `UPDATE mail SET state = 'abandoned', ended_at_ms = ${bind(nowMs)}::bigint
        WHERE state = 'waiting' AND made_at_ms < ${bind(beforeMs)} RETURNING 1 AS one`,
    }))
  }

  async dropBefore(atMs: number): Promise<number> {
    const old = await this.#parts.reader.query<{ id: Uint8Array }>(
      'SELECT id FROM alert WHERE at_ms < $1 LIMIT $2',
      [atMs, alertsPerSlice],
    )
    if (old.length === 0) return 0
    const ids = bytesArray(old.map((row) => row.id))
    return this.#change((bind) => {
      const bound = bind(ids)
      return {
        also: `DELETE FROM mail WHERE alert_id = ANY (${bound}::bytea[])`,
        sql: `DELETE FROM alert WHERE id = ANY (${bound}::bytea[]) RETURNING 1 AS one`,
      }
    })
  }

  /** One statement as a commit; answers how many rows it returned. All of them may be done twice. */
  #change(write: (bind: CommitStatement['bind']) => Change): Promise<number> {
    return this.#parts.lane.turn<number>({
      async run({ commit }) {
        const statement = new CommitStatement()
        const { sql, also } = write((value) => statement.bind(value))
        if (also !== undefined) statement.with('also_changed', also)
        statement.with('changed', sql)
        statement.result('SELECT one FROM changed')
        return (await commit<{ one: number }>(statement)).length
      },
      recall: () => Promise.resolve(1),
    })
  }

  async #toAlerts(rows: readonly AlertRow[]): Promise<readonly Alert[]> {
    if (rows.length === 0) return []
    const { reader, sealedValues } = this.#parts
    const mails = await reader.query<MailRow>(
      'SELECT * FROM mail WHERE alert_id = ANY ($1::bytea[]) ORDER BY number',
      [bytesArray(rows.map((row) => row.id))],
    )
    const byAlert = Map.groupBy(mails, (mail) => Buffer.from(mail.alert_id).toString('hex'))
    return rows.map((row) =>
      toAlert(row, byAlert.get(Buffer.from(row.id).toString('hex')) ?? [], sealedValues),
    )
  }
}

interface Change {
  readonly sql: string
  /** In the same commit, before it. */
  readonly also?: string
}
