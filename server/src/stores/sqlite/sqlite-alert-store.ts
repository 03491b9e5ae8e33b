/** Alerts and their mails. Nothing here is on the way of an event. */
import type { Alert, AlertId } from '../../domain/alert.ts'
import type { AlertQuery, AlertStore, ClaimedMail } from '../../ports/alert-store.ts'
import { type AlertRow, type MailRow, toAlert, toClaimedMail } from '../sql/alert-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface AlertStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly sealedValues: SealedValues
}

type Request<Name extends keyof AlertStore> = Parameters<AlertStore[Name]>[0]

const alertsPerSlice = 500
/** Behind every id. */
const idMax = Buffer.alloc(17, 0xff)

/** Inside a commit. What is there already stays. */
export function insertAlert(engine: SqliteEngine, row: AlertRow, recipientCount: number): void {
  const isNew = engine.run(
    `INSERT OR IGNORE INTO alert (id, tenant_key, subscription, kind, at_ms, content)
    VALUES (?, ?, ?, ?, ?, ?)`,
    row.id,
    row.tenant_key,
    row.subscription,
    row.kind,
    row.at_ms,
    row.content,
  )
  if (isNew === 0) return
  for (let number = 0; number < recipientCount; number += 1) {
    engine.run(
      `INSERT INTO mail (alert_id, number, tenant_key, made_at_ms, state, attempt_count, due_at_ms)
      VALUES (?, ?, ?, ?, 'waiting', 0, ?)`,
      row.id,
      number,
      row.tenant_key,
      row.at_ms,
      row.at_ms,
    )
  }
}

export class SqliteAlertStore implements AlertStore {
  readonly #parts: AlertStoreParts

  constructor(parts: AlertStoreParts) {
    this.#parts = parts
  }

  list({ tenantKey, beforeId, isOpenOnly, limit }: AlertQuery): Promise<readonly Alert[]> {
    const rows = this.#parts.engine.all<AlertRow>(
      `SELECT * FROM alert WHERE tenant_key = ? AND id < ?
        ${isOpenOnly ? 'AND acknowledged_at_ms IS NULL' : ''} ORDER BY id DESC LIMIT ?`,
      tenantKey,
      beforeId === null ? idMax : idToBytes(beforeId),
      limit,
    )
    return Promise.resolve(rows.map((row) => this.#toAlert(row)))
  }

  find(tenantKey: number, id: AlertId): Promise<Alert | null> {
    const sql = 'SELECT * FROM alert WHERE id = ? AND tenant_key = ?'
    const row = this.#parts.engine.get<AlertRow>(sql, idToBytes(id), tenantKey)
    return Promise.resolve(row === undefined ? null : this.#toAlert(row))
  }

  countOpen(countMax: number): Promise<number> {
    const row = this.#parts.engine.get<{ readonly open: number }>(
      `SELECT count(*) AS open FROM
        (SELECT 1 FROM alert WHERE acknowledged_at_ms IS NULL LIMIT ?)`,
      countMax,
    )
    return Promise.resolve(row?.open ?? 0)
  }

  acknowledge({ tenantKey, id, nowMs }: Request<'acknowledge'>): Promise<Alert | null> {
    return this.#submit((engine) => {
      const row = engine.get<AlertRow>(
        `UPDATE alert SET acknowledged_at_ms = coalesce(acknowledged_at_ms, ?)
        WHERE id = ? AND tenant_key = ? RETURNING *`,
        nowMs,
        idToBytes(id),
        tenantKey,
      )
      return row === undefined ? null : this.#toAlert(row)
    })
  }

  claimMail(request: Request<'claimMail'>): Promise<ClaimedMail | null> {
    const { nowMs, waitsMs, afterTenantKey } = request
    const { engine: reader, sealedValues } = this.#parts
    const isDue = "state = 'waiting' AND due_at_ms <= ?"
    const any = reader.get(`SELECT 1 FROM mail WHERE ${isDue} LIMIT 1`, nowMs)
    if (any === undefined) return Promise.resolve(null)
    return this.#submit((engine) => {
      const firstOf = (tenants: string): MailRow | undefined =>
        engine.get<MailRow>(
          `SELECT * FROM mail INDEXED BY mail_by_turn WHERE ${isDue} AND tenant_key ${tenants} ?
          ORDER BY tenant_key, due_at_ms LIMIT 1`,
          nowMs,
          afterTenantKey,
        )
      const mail = firstOf('>') ?? firstOf('<=')
      if (mail === undefined) return null
      const claimed = engine.get<MailRow>(
        `UPDATE mail SET attempt_count = attempt_count + 1, due_at_ms = ?
        WHERE alert_id = ? AND number = ? RETURNING *`,
        nowMs + (waitsMs[Math.min(mail.attempt_count, waitsMs.length - 1)] ?? 0),
        mail.alert_id,
        mail.number,
      )!
      const alert = engine.get<AlertRow>('SELECT * FROM alert WHERE id = ?', mail.alert_id)!
      return toClaimedMail(claimed, alert, sealedValues)
    })
  }

  recordMail({ alertId, number, result }: Request<'recordMail'>): Promise<void> {
    return this.#submit((engine) => {
      const key = [idToBytes(alertId), number] as const
      if (result.state === 'failed') {
        const sql = 'UPDATE mail SET last_error_text = ? WHERE alert_id = ? AND number = ?'
        engine.run(sql, result.detail, ...key)
        return
      }
      engine.run(
        "UPDATE mail SET state = 'sent', ended_at_ms = ? WHERE alert_id = ? AND number = ?",
        result.atMs,
        ...key,
      )
    })
  }

  abandonMails({ beforeMs, nowMs }: Request<'abandonMails'>): Promise<number> {
    const isOld = "state = 'waiting' AND made_at_ms < ?"
    const found = this.#parts.engine.get(`SELECT 1 FROM mail WHERE ${isOld} LIMIT 1`, beforeMs)
    if (found === undefined) return Promise.resolve(0)
    return this.#submit((engine) =>
      engine.run(
        `UPDATE mail SET state = 'abandoned', ended_at_ms = ? WHERE ${isOld}`,
        nowMs,
        beforeMs,
      ),
    )
  }

  dropBefore(atMs: number): Promise<number> {
    const old = 'SELECT id FROM alert WHERE at_ms < ? LIMIT ?'
    if (this.#parts.engine.get(old, atMs, 1) === undefined) return Promise.resolve(0)
    return this.#submit((engine) => {
      engine.run(`DELETE FROM mail WHERE alert_id IN (${old})`, atMs, alertsPerSlice)
      return engine.run(`DELETE FROM alert WHERE id IN (${old})`, atMs, alertsPerSlice)
    })
  }

  #submit<Result>(write: (engine: SqliteEngine) => Result): Promise<Result> {
    return this.#parts.commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write: ({ engine }) => write(engine),
    })
  }

  #toAlert(row: AlertRow): Alert {
    const { engine, sealedValues } = this.#parts
    const sql = 'SELECT * FROM mail WHERE alert_id = ? ORDER BY number'
    return toAlert(row, engine.all<MailRow>(sql, row.id), sealedValues)
  }
}
