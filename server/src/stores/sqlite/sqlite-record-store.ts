/** Records: read where they stand, written all together or not at all. */
import type {
  RecordChange,
  RecordPlace,
  RecordStore,
  StoredRecord,
} from '../../ports/record-store.ts'
import {
  checkChanges,
  endOfPrefix,
  needsRoom,
  type RecordRow,
  sealedJson,
  toRecord,
} from '../sql/record-rows.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface RecordStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly sealedValues: SealedValues
  readonly refusal: StoreRefusal
}

const oneRecord = 'SELECT * FROM record WHERE account = ? AND collection = ? AND id = ?'

export class SqliteRecordStore implements RecordStore {
  readonly #parts: RecordStoreParts

  constructor(parts: RecordStoreParts) {
    this.#parts = parts
  }

  find({ account, collection, id }: RecordPlace): Promise<StoredRecord | null> {
    const { engine, sealedValues } = this.#parts
    const row = engine.get<RecordRow>(oneRecord, account, collection, id)
    return Promise.resolve(row === undefined ? null : toRecord(row, sealedValues))
  }

  list(request: Parameters<RecordStore['list']>[0]): ReturnType<RecordStore['list']> {
    const { account, collection, idPrefix, afterId, limit } = request
    const { engine, sealedValues } = this.#parts
    const rows = engine.all<RecordRow>(
      `SELECT * FROM record WHERE account = ?1 AND collection = ?2 AND id >= ?3 AND id > ?4
        AND (?5 IS NULL OR id < ?5) ORDER BY id LIMIT ?6`,
      account,
      collection,
      idPrefix,
      afterId ?? '',
      endOfPrefix(idPrefix),
      limit,
    )
    return Promise.resolve(rows.map((row) => toRecord(row, sealedValues)))
  }

  async write(changes: readonly RecordChange[], nowMs: number): Promise<boolean> {
    checkChanges(changes)
    if (changes.some(needsRoom)) checkRoom(this.#parts.refusal)
    const { commit, sealedValues } = this.#parts
    return commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write: ({ engine }) => {
        if (!changes.every((change) => isAsExpected(engine, change))) return false
        for (const change of changes) writeOne(engine, change, { sealedValues, nowMs })
        return true
      },
    })
  }
}

function isAsExpected(engine: SqliteEngine, change: RecordChange): boolean {
  const { account, collection, id, expectedRevision } = change
  const row = engine.get<{ revision: number }>(oneRecord, account, collection, id)
  return (row?.revision ?? null) === expectedRevision
}

function writeOne(
  engine: SqliteEngine,
  change: RecordChange,
  { sealedValues, nowMs }: { readonly sealedValues: SealedValues; readonly nowMs: number },
): void {
  const { account, collection, id, json } = change
  if (json === null) {
    const sql = 'DELETE FROM record WHERE account = ? AND collection = ? AND id = ?'
    engine.run(sql, account, collection, id)
    return
  }
  engine.run(
    `INSERT INTO record (account, collection, id, revision, changed_at_ms, json)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, collection, id)
    DO UPDATE SET revision = ?4, changed_at_ms = ?5, json = ?6`,
    account,
    collection,
    id,
    (change.expectedRevision ?? 0) + 1,
    nowMs,
    sealedJson({ ...change, json }, sealedValues),
  )
}
