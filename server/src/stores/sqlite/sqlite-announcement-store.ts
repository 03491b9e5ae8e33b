/** Announcements: written by the transactions of what they tell, read and ended here. */
import type { AlertContent } from '../../domain/alert.ts'
import type { Announcement } from '../../domain/announcement.ts'
import type { AnnouncementStore } from '../../ports/announcement-store.ts'
import { alertRow } from '../sql/alert-rows.ts'
import {
  type AnnouncedRow,
  type AnnouncementRow,
  toAnnouncement,
} from '../sql/announcement-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import type { GroupCommit } from './group-commit.ts'
import { insertAlert } from './sqlite-alert-store.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface AnnouncementStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly sealedValues: SealedValues
}

/** One that is there already stays; a deleted subscription has nothing to tell. */
export function insertAnnouncements(engine: SqliteEngine, rows: readonly AnnouncedRow[]): void {
  for (const row of rows) {
    engine.run(
      `INSERT OR IGNORE INTO announcement (id, tenant_key, subscription, at_ms, content)
      SELECT ?, ?, number, ?, ? FROM subscription WHERE number = ? AND state <> 'deleted'
        AND coalesce(?, since_ms) = since_ms`,
      row.id,
      row.tenant_key,
      row.at_ms,
      row.content,
      row.subscription,
      row.state_since_ms,
    )
  }
}

export class SqliteAnnouncementStore implements AnnouncementStore {
  readonly #parts: AnnouncementStoreParts

  constructor(parts: AnnouncementStoreParts) {
    this.#parts = parts
  }

  async list(limit: number): Promise<readonly Announcement[]> {
    const { engine, commit, sealedValues } = this.#parts
    const sql = 'SELECT * FROM announcement ORDER BY id LIMIT ?'
    const rows = engine.all<AnnouncementRow>(sql, limit)
    // Nothing is told that a power cut could still undo.
    if (rows.length > 0 && commit.syncing !== null) await commit.syncing
    return rows.map((row) => toAnnouncement(row, sealedValues))
  }

  end(announcement: Announcement, alert: AlertContent | null): Promise<void> {
    const { sealedValues } = this.#parts
    const row = alert === null ? null : alertRow(announcement, alert, sealedValues)
    return this.#parts.commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write({ engine }) {
        const id = idToBytes(announcement.id)
        const isNews = engine.run('DELETE FROM announcement WHERE id = ?', id) > 0
        if (isNews && row !== null) insertAlert(engine, row, alert!.recipients.length)
      },
    })
  }
}
