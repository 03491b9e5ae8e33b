/** Announcements: written by the commits of what they tell, read and ended here. */
import type { Announcement, AnnouncementId } from '../../domain/announcement.ts'
import type { AnnouncementStore } from '../../ports/announcement-store.ts'
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

  end(id: AnnouncementId): Promise<void> {
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        statement.with(
          'told',
          `DELETE FROM announcement WHERE id = ${statement.bind(idToBytes(id))}`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }
}
