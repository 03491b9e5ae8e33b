/** Scripts of tenants: one row a name, replaced as a whole. */
import type { Script } from '../../domain/script.ts'
import type { ScriptStore } from '../../ports/script-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { type ScriptRow, toScript } from '../sql/script-rows.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import type { WriteLane } from './write-lane.ts'

export interface ScriptStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly refusal: StoreRefusal
}

export class PostgresScriptStore implements ScriptStore {
  readonly #parts: ScriptStoreParts

  constructor(parts: ScriptStoreParts) {
    this.#parts = parts
  }

  // An async function, so that its refusal is a rejection.
  async put(request: Parameters<ScriptStore['put']>[0]): ReturnType<ScriptStore['put']> {
    checkRoom(this.#parts.refusal)
    const { tenantKey, name, source, nowMs } = request
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const [tenant, named, text, now] = [tenantKey, name, source, nowMs].map((value) =>
          statement.bind(value),
        )
        statement.with(
          'stored',
          `INSERT INTO script (tenant_key, name, source, created_at_ms, updated_at_ms)
          VALUES (${tenant}, ${named}, ${text}, ${now}, ${now})
          ON CONFLICT (tenant_key, name)
            DO UPDATE SET source = excluded.source, updated_at_ms = excluded.updated_at_ms
          RETURNING *, xmax = 0 AS is_new`,
        )
        statement.result('SELECT * FROM stored')
        const [row] = await commit<ScriptRow & { readonly is_new: boolean }>(statement)
        return { script: toScript(row!), isNew: row!.is_new }
      },
      recall: async () => {
        const script = await this.find(tenantKey, name)
        if (script === null) throw new Error('a script that was stored is gone')
        return { script, isNew: script.createdAtMs === script.updatedAtMs }
      },
    })
  }

  async find(tenantKey: number, name: string): Promise<Script | null> {
    const [row] = await this.#parts.reader.query<ScriptRow>(
      'SELECT * FROM script WHERE tenant_key = $1 AND name = $2',
      [tenantKey, name],
    )
    return row === undefined ? null : toScript(row)
  }

  async list(tenantKey: number): Promise<readonly Script[]> {
    const rows = await this.#parts.reader.query<ScriptRow>(
      'SELECT * FROM script WHERE tenant_key = $1 ORDER BY name',
      [tenantKey],
    )
    return rows.map(toScript)
  }

  remove(tenantKey: number, name: string): Promise<boolean> {
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const [tenant, named] = [tenantKey, name].map((value) => statement.bind(value))
        statement.with(
          'removed',
          `DELETE FROM script WHERE tenant_key = ${tenant} AND name = ${named} RETURNING name`,
        )
        statement.result('SELECT * FROM removed')
        const [row] = await commit<{ readonly name: string | null }>(statement)
        return row !== undefined && row.name !== null
      },
      // Done or never there: it is gone either way.
      recall: async () => (await this.find(tenantKey, name)) === null,
    })
  }
}
