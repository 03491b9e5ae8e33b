/**
 * The database that is copied into. Empty before, it carries the mark of an unfinished copy from the
 * first write on, with what is copied and how far each table has come; the same source goes on from
 * there, anything else is refused. A node stands for the file: it had accepted the file's events, and
 * what only the memory of a killed process knew is recovered from it, as from any node that died.
 */
import { checkServer } from '../postgres/check-server.ts'
import { copyMark } from '../postgres/copy-mark.ts'
import { makeDays } from '../postgres/days.ts'
import { codeOf } from '../postgres/engine-fault.ts'
import { migrate } from '../postgres/migrate.ts'
import { PostgresClient, type PostgresPlace } from '../postgres/postgres-client.ts'
import { placeName } from '../postgres/postgres-place.ts'
import { StoreRefused } from '../store-options.ts'
import type { AcceptDay } from './accept-days.ts'
import { copyNodeName } from './copied-tables.ts'
import type { TableProgress } from './copy-table.ts'
import type { SourceFile } from './source-file.ts'

/** What a copy is of, as the mark says it. */
export interface CopyOf {
  readonly epoch: string
  readonly state: string
  readonly days: readonly AcceptDay[]
}

export type TargetState =
  | { readonly kind: 'empty' }
  /** Begun from this very source, and to be gone on with. */
  | { readonly kind: 'begun'; readonly copy: CopyOf }
  /** Copied whole from this very source; no node has been there since. */
  | { readonly kind: 'copied' }

export interface TotalOfTable extends TableProgress {
  readonly name: string
  readonly totalCount: number
}

/** In `meta` once a copy is whole. */
const copiedMark = 'copied'
/** A page is written within a second; what takes minutes is a database in trouble. */
const pageAnswerMsMax = 120_000
/** Counting and comparing read whole tables. */
const countAnswerMsMax = 6 * 3_600_000
const endSeconds = 5
/** SQLSTATE "object in use". */
const inUse = '55006'

export class TargetDatabase {
  readonly name: string
  /** For pages: one connection, so that they are written in order. */
  readonly client: PostgresClient
  /** For what reads a lot. */
  readonly reader: PostgresClient
  readonly #place: PostgresPlace

  constructor(place: PostgresPlace) {
    this.#place = place
    this.name = placeName(place)
    this.client = new PostgresClient(place, 1, { answerMsMax: pageAnswerMsMax })
    this.reader = new PostgresClient(place, 1, { answerMsMax: countAnswerMsMax })
  }

  /** What is there, with nothing written. Rejects with `StoreRefused` where no copy may go. */
  async look(source: SourceFile): Promise<TargetState> {
    await checkServer(this.client, this.#place)
    const [found] = await this.client.plan<{ is_ours: boolean }>(
      "SELECT to_regclass('posthorn_schema') IS NOT NULL AS is_ours",
    )
    if (found?.is_ours !== true) return { kind: 'empty' }
    const mark = await this.#readMark(copyMark)
    if (mark !== null) return { kind: 'begun', copy: this.#sameSource(mark, source) }
    const [uses] = await this.client.plan<{ is_used: boolean; is_filled: boolean }>(
      `SELECT EXISTS (SELECT FROM node WHERE name <> $1) AS is_used,
        EXISTS (SELECT FROM node) OR EXISTS (SELECT FROM tenant) OR EXISTS (SELECT FROM meta)
          OR EXISTS (SELECT FROM day WHERE number > 0) AS is_filled`,
      [copyNodeName],
    )
    if (uses?.is_filled !== true) return { kind: 'empty' }
    const copied = await this.#readMark(copiedMark)
    const isSame = copied?.epoch === source.epoch && copied.state === source.state
    if (isSame && !uses.is_used) return { kind: 'copied' }
    const use = uses.is_used ? 'it is the store of a node already' : 'something is in it'
    throw new StoreRefused(
      `${this.name} is not empty, ${use}: a copy needs a new database (CREATE DATABASE …)`,
    )
  }

  /** Makes the schema, sets the mark and notes what is to be copied, in one transaction. */
  async begin(
    source: SourceFile,
    plan: {
      readonly days: readonly AcceptDay[]
      readonly settledPlace: number
      readonly totals: ReadonlyMap<string, number>
    },
  ): Promise<CopyOf> {
    await migrate(this.client, this.name)
    const copy: CopyOf = { epoch: source.epoch, state: source.state, days: plan.days }
    const rows = [...plan.totals].map(
      ([name, total], index) => `('${name}', ${index}, ${total}, 0, '', false)`,
    )
    // Without a node no process writes here, and none can come before this is over.
    await this.#execAlone(`LOCK TABLE node IN EXCLUSIVE MODE;
      DO $$ BEGIN
        IF EXISTS (SELECT FROM node) OR EXISTS (SELECT FROM meta) THEN
          RAISE EXCEPTION USING ERRCODE = '${inUse}';
        END IF;
      END $$;
      INSERT INTO meta (name, value) VALUES
        ('${copyMark}', convert_to('${JSON.stringify(copy)}', 'UTF8')),
        ('canary', decode('${Buffer.from(source.canary).toString('hex')}', 'hex'));
      INSERT INTO node (name, roles, fence, commit_number, settled_seq, beat_count, state)
        VALUES ('${copyNodeName}', '', 1, 0, ${plan.settledPlace}, 0, 1);
      CREATE TABLE store_copy (
        name text PRIMARY KEY,
        ordinal integer NOT NULL,
        total_count bigint NOT NULL,
        done_count bigint NOT NULL,
        place text NOT NULL,
        is_done boolean NOT NULL
      );
      INSERT INTO store_copy VALUES ${rows.join(', ')}`)
    return copy
  }

  /** Makes the days and their tables, those ahead too; may be repeated. */
  async prepareDays(days: readonly AcceptDay[]): Promise<void> {
    const last = days.at(-1)!.number
    // Each call makes three.
    for (let number = 1; number <= last; number += 3) await makeDays(this.client, number)
    await makeDays(this.client, last)
    for (const { number, beganAtMs } of days) {
      if (beganAtMs === null) continue
      await this.client.query('UPDATE day SET began_at_ms = $2 WHERE number = $1', [
        number,
        beganAtMs,
      ])
    }
  }

  async progress(): Promise<readonly TotalOfTable[]> {
    const rows = await this.client.query<{
      name: string
      total_count: number
      done_count: number
      place: string
      is_done: boolean
    }>('SELECT * FROM store_copy ORDER BY ordinal')
    return rows.map((row) => ({
      name: row.name,
      totalCount: row.total_count,
      doneCount: row.done_count,
      place: row.place,
      isDone: row.is_done,
    }))
  }

  /** Takes the mark away: from now on a node may start. `sql` is part of the same transaction. */
  async finish(sql: string): Promise<void> {
    await this.client.exec(`${sql}
      INSERT INTO meta (name, value) SELECT '${copiedMark}', value FROM meta
        WHERE name = '${copyMark}';
      DELETE FROM meta WHERE name = '${copyMark}';
      DROP TABLE store_copy`)
  }

  async close(): Promise<void> {
    await Promise.all([this.client.end(endSeconds), this.reader.end(endSeconds)])
  }

  async #execAlone(sql: string): Promise<void> {
    try {
      await this.client.exec(sql)
    } catch (error) {
      if (codeOf(error) !== inUse) throw error
      throw new StoreRefused(`${this.name} was empty a moment ago and is in use now: try again`)
    }
  }

  async #readMark(name: string): Promise<CopyOf | null> {
    const [row] = await this.client.query<{ value: Uint8Array }>(
      'SELECT value FROM meta WHERE name = $1',
      [name],
    )
    return row === undefined ? null : (JSON.parse(Buffer.from(row.value).toString()) as CopyOf)
  }

  #sameSource(mark: CopyOf, source: SourceFile): CopyOf {
    const remedy = 'drop that database, and copy into a new one'
    if (mark.epoch !== source.epoch) {
      throw new StoreRefused(
        `${this.name} holds an unfinished copy of another store than ${source.path}: ${remedy}`,
      )
    }
    if (mark.state !== source.state) {
      throw new StoreRefused(
        `${source.path} has been in use since its copy in ${this.name} began: ${remedy}`,
      )
    }
    return mark
  }
}
