/** Scripts of tenants: one row a name, replaced as a whole. */
import type { Script } from '../../domain/script.ts'
import type { ScriptStore } from '../../ports/script-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { type ScriptRow, toScript } from '../sql/script-rows.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface ScriptStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly refusal: StoreRefusal
}

const oneScript = 'SELECT * FROM script WHERE tenant_key = ? AND name = ?'

export class SqliteScriptStore implements ScriptStore {
  readonly #parts: ScriptStoreParts

  constructor(parts: ScriptStoreParts) {
    this.#parts = parts
  }

  // An async function, so that its refusal is a rejection.
  async put(request: Parameters<ScriptStore['put']>[0]): ReturnType<ScriptStore['put']> {
    checkRoom(this.#parts.refusal)
    const { tenantKey, name, source, nowMs } = request
    return this.#submit(({ engine }) => {
      const isNew = engine.get<ScriptRow>(oneScript, tenantKey, name) === undefined
      const row = engine.get<ScriptRow>(
        `INSERT INTO script (tenant_key, name, source, created_at_ms, updated_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?4)
        ON CONFLICT (tenant_key, name) DO UPDATE SET source = ?3, updated_at_ms = ?4
        RETURNING *`,
        tenantKey,
        name,
        source,
        nowMs,
      )!
      return { script: toScript(row), isNew }
    })
  }

  find(tenantKey: number, name: string): Promise<Script | null> {
    const row = this.#parts.engine.get<ScriptRow>(oneScript, tenantKey, name)
    return Promise.resolve(row === undefined ? null : toScript(row))
  }

  list(tenantKey: number): Promise<readonly Script[]> {
    const rows = this.#parts.engine.all<ScriptRow>(
      'SELECT * FROM script WHERE tenant_key = ? ORDER BY name',
      tenantKey,
    )
    return Promise.resolve(rows.map(toScript))
  }

  remove(tenantKey: number, name: string): Promise<boolean> {
    return this.#submit(({ engine }) => {
      const isThere = engine.get<ScriptRow>(oneScript, tenantKey, name) !== undefined
      if (isThere)
        engine.run('DELETE FROM script WHERE tenant_key = ? AND name = ?', tenantKey, name)
      return isThere
    })
  }

  #submit<Result>(write: (transaction: WriteTransaction) => Result): Promise<Result> {
    return this.#parts.commit.submit({ urgency: 'now', eventCount: 0, byteCount: 0, write })
  }
}
