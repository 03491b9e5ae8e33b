/**
 * Records: read where they stand, written all together or not at all. A write counts up one row
 * that all writes of records share, as it was before they were read; so of two nodes that read the
 * same, one writes, and the other reads again.
 */
import type {
  RecordChange,
  RecordPlace,
  RecordStore,
  StoredRecord,
} from '../../ports/record-store.ts'
import type { Random } from '../../ports/random.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import {
  checkChanges,
  endOfPrefix,
  needsRoom,
  type RecordRow,
  sealedJson,
  toRecord,
} from '../sql/record-rows.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import { bytesArray, numberArray, textArray } from './sql-arrays.ts'
import type { WriteLane } from './write-lane.ts'
import type { TurnContext } from './write-queue.ts'

export interface RecordStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly sealedValues: SealedValues
  readonly random: Random
  readonly refusal: StoreRefusal
}

interface RecordWrite {
  readonly changes: readonly RecordChange[]
  readonly nowMs: number
  readonly stamp: Uint8Array
}

const oneRecord = 'SELECT * FROM record WHERE account = $1 AND collection = $2 AND id = $3'
/** Writes of other nodes that one write lets pass. */
const triesMax = 20

export class PostgresRecordStore implements RecordStore {
  readonly #parts: RecordStoreParts

  constructor(parts: RecordStoreParts) {
    this.#parts = parts
  }

  async find(place: RecordPlace): Promise<StoredRecord | null> {
    const row = await this.#row(place)
    return row === null ? null : toRecord(row, this.#parts.sealedValues)
  }

  async list(request: Parameters<RecordStore['list']>[0]): Promise<readonly StoredRecord[]> {
    const { account, collection, idPrefix, afterId, limit } = request
    const rows = await this.#parts.reader.query<RecordRow>(
      `SELECT * FROM record WHERE account = $1 AND collection = $2 AND id >= $3 AND id > $4
        AND ($5::text IS NULL OR id < $5) ORDER BY id LIMIT $6`,
      [account, collection, idPrefix, afterId ?? '', endOfPrefix(idPrefix), limit],
    )
    return rows.map((row) => toRecord(row, this.#parts.sealedValues))
  }

  async write(changes: readonly RecordChange[], nowMs: number): Promise<boolean> {
    checkChanges(changes)
    const { lane, random, refusal } = this.#parts
    if (changes.some(needsRoom)) checkRoom(refusal)
    for (let tries = 0; tries < triesMax; tries += 1) {
      const write: RecordWrite = { changes, nowMs, stamp: random.bytes(16) }
      const result = await lane.turn<'written' | 'stale' | 'overtaken'>({
        run: (context) => this.#commit(write, context),
        recall: async () => ((await this.#isDone(write)) ? 'written' : 'overtaken'),
      })
      if (result !== 'overtaken') return result === 'written'
    }
    throw new Error('writes of records overtake each other without an end')
  }

  async #commit(
    write: RecordWrite,
    { client, commit }: TurnContext,
  ): Promise<'written' | 'stale' | 'overtaken'> {
    const { changes } = write
    // The count first: a write in between makes it stale.
    const [head] = await client.query<{ write_count: number }>(
      'SELECT write_count FROM record_head',
    )
    const revisions = await client.query<{ place: number; revision: number }>(
      `SELECT given.place, record.revision
      FROM unnest($1::integer[], $2::text[], $3::text[]) WITH ORDINALITY
        AS given (account, collection, id, place)
      JOIN record ON record.account = given.account AND record.collection = given.collection
        AND record.id = given.id`,
      placeArrays(changes),
    )
    const found = new Map(revisions.map(({ place, revision }) => [place - 1, revision]))
    const isAsExpected = changes.every(
      ({ expectedRevision }, index) => (found.get(index) ?? null) === expectedRevision,
    )
    if (!isAsExpected) return 'stale'
    const [written] = await commit<{ head_count: number }>(
      writeStatement(write, head!.write_count, this.#parts.sealedValues),
    )
    return written === undefined || written.head_count === 0 ? 'overtaken' : 'written'
  }

  /** Whether the write is the one that made them what they are; one that only removed is judged by that. */
  async #isDone({ changes, stamp }: RecordWrite): Promise<boolean> {
    const kept = changes.find(({ json }) => json !== null)
    if (kept === undefined) return (await this.#row(changes[0]!)) === null
    const row = await this.#row(kept)
    return row?.stamp != null && Buffer.from(row.stamp).equals(stamp)
  }

  async #row({ account, collection, id }: RecordPlace): Promise<StampedRow | null> {
    const rows = await this.#parts.reader.query<StampedRow>(oneRecord, [account, collection, id])
    return rows[0] ?? null
  }
}

type StampedRow = RecordRow & { readonly stamp: Uint8Array | null }

function writeStatement(
  { changes, nowMs, stamp }: RecordWrite,
  writeCount: number,
  sealedValues: SealedValues,
): CommitStatement {
  const statement = new CommitStatement()
  statement.with(
    'head',
    `UPDATE record_head SET write_count = write_count + 1
    WHERE write_count = ${statement.bind(writeCount)}::bigint RETURNING 1`,
  )
  const kept = changes.flatMap((change) =>
    change.json === null ? [] : [{ ...change, json: change.json }],
  )
  const gone = changes.filter(({ json }) => json === null)
  if (kept.length > 0) {
    const [accounts, collections, ids] = placeArrays(kept).map((array) => statement.bind(array))
    const revisions = numberArray(kept.map(({ expectedRevision }) => (expectedRevision ?? 0) + 1))
    const values = bytesArray(kept.map((change) => sealedJson(change, sealedValues)))
    statement.with(
      'kept',
      `INSERT INTO record (account, collection, id, revision, json, changed_at_ms, stamp)
      SELECT given.*, ${statement.bind(nowMs)}::bigint, ${statement.bind(stamp)}::bytea
      FROM unnest(${accounts}::integer[], ${collections}::text[], ${ids}::text[],
        ${statement.bind(revisions)}::integer[], ${statement.bind(values)}::bytea[]) AS given, head
      ON CONFLICT (account, collection, id) DO UPDATE SET revision = excluded.revision,
        json = excluded.json, changed_at_ms = excluded.changed_at_ms, stamp = excluded.stamp`,
    )
  }
  if (gone.length > 0) {
    const [accounts, collections, ids] = placeArrays(gone).map((array) => statement.bind(array))
    statement.with(
      'gone',
      `DELETE FROM record USING head,
        unnest(${accounts}::integer[], ${collections}::text[], ${ids}::text[])
          AS given (account, collection, id)
      WHERE record.account = given.account AND record.collection = given.collection
        AND record.id = given.id`,
    )
  }
  statement.result('SELECT count(*)::integer AS head_count FROM head')
  return statement
}

function placeArrays(places: readonly RecordPlace[]): string[] {
  return [
    numberArray(places.map(({ account }) => account)),
    textArray(places.map(({ collection }) => collection)),
    textArray(places.map(({ id }) => id)),
  ]
}
