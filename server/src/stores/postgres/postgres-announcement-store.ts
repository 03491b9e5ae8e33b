/** Announcements: written by the commits of what they tell, read and ended here. */
import type { AlertContent } from '../../domain/alert.ts'
import type { Announcement } from '../../domain/announcement.ts'
import type { AnnouncementStore } from '../../ports/announcement-store.ts'
import { type AlertRow, alertRow } from '../sql/alert-rows.ts'
import { type AnnouncementRow, toAnnouncement } from '../sql/announcement-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import type { WriteLane } from './write-lane.ts'

export interface AnnouncementStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly sealedValues: SealedValues
}

export class PostgresAnnouncementStore implements AnnouncementStore {
  readonly #parts: AnnouncementStoreParts

  constructor(parts: AnnouncementStoreParts) {
    this.#parts = parts
  }

  async list(limit: number): Promise<readonly Announcement[]> {
    const { reader, sealedValues } = this.#parts
    const sql = 'SELECT * FROM announcement ORDER BY id LIMIT $1'
    const rows = await reader.query<AnnouncementRow>(sql, [limit])
    return rows.map((row) => toAnnouncement(row, sealedValues))
  }

  end(announcement: Announcement, alert: AlertContent | null): Promise<void> {
    const { lane, sealedValues } = this.#parts
    const row = alert === null ? null : alertRow(announcement, alert, sealedValues)
    return lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const id = statement.bind(idToBytes(announcement.id))
        statement.with('told', `DELETE FROM announcement WHERE id = ${id} RETURNING 1`)
        if (row !== null) addAlert(statement, row, alert!.recipients.length)
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }
}

/** Only by whoever ended the announcement; what is there already stays. */
function addAlert(statement: CommitStatement, row: AlertRow, recipientCount: number): void {
  const values = [row.id, row.tenant_key, row.subscription, row.kind, row.at_ms, row.content]
  const types = ['bytea', 'integer', 'integer', 'text', 'bigint', 'bytea']
  const bound = values.map((value, index) => `${statement.bind(value)}::${types[index]}`)
  statement.with(
    'alerted',
    `INSERT INTO alert (id, tenant_key, subscription, kind, at_ms, content)
    SELECT ${bound.join(', ')} FROM told ON CONFLICT DO NOTHING RETURNING id, tenant_key, at_ms`,
  )
  statement.with(
    'mails',
    `INSERT INTO mail (alert_id, number, tenant_key, made_at_ms, state, attempt_count, due_at_ms)
    SELECT id, number, tenant_key, at_ms, 'waiting', 0, at_ms
    FROM alerted CROSS JOIN generate_series(0, ${statement.bind(recipientCount)}::integer - 1)
      AS number`,
  )
}
