/**
 * Tenants and their keys. The secret of a key never reaches a row: what is stored and looked up is
 * its keyed hash, so a stolen file opens nothing, and a look-up tells nothing by its time.
 */
import { partnerRange } from '../../domain/partner.ts'
import type { ApiKey, KeyScope, Tenant } from '../../domain/tenant.ts'
import type { NewKey, TenantStore } from '../../ports/tenant-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { bytesToId, idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { TenantDirectory } from './tenant-directory.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface TenantStoreParts {
  readonly refusal: StoreRefusal
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly directory: TenantDirectory
  readonly sealedValues: SealedValues
}

/** Characters of the secret that are kept, so that people can tell keys apart. */
const prefixCharacters = 12

interface TenantRow {
  readonly key: number
  readonly id: string
  readonly name: string
  readonly created_at_ms: number
  readonly config_version: number
}

interface KeyRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly name: string
  readonly scopes: string
  readonly application: string
  readonly prefix: string
  readonly digest: Uint8Array
  readonly created_at_ms: number
  readonly revoked_at_ms: number | null
  readonly last_used_at_ms: number | null
}

/** Reads tenants and keys into memory; once, at open. */
export function loadDirectory(engine: SqliteEngine, directory: TenantDirectory): void {
  for (const row of engine.each<TenantRow>('SELECT * FROM tenant')) {
    directory.addTenant(toTenant(row), row.config_version)
  }
  for (const row of engine.each<KeyRow>('SELECT * FROM api_key WHERE revoked_at_ms IS NULL')) {
    directory.addKey(hexOf(row.digest), toKey(row, directory.tenantId(row.tenant_key)))
  }
}

export class SqliteTenantStore implements TenantStore {
  readonly #parts: TenantStoreParts

  constructor(parts: TenantStoreParts) {
    this.#parts = parts
  }

  async createTenant(request: Parameters<TenantStore['createTenant']>[0]): Promise<Tenant | null> {
    const { directory, refusal } = this.#parts
    checkRoom(refusal)
    return this.#submit((transaction) => {
      if (directory.findTenant(request.id) !== null) return null
      const { id, name, nowMs } = request
      const row = transaction.engine.get<TenantRow>(
        `INSERT INTO tenant (id, name, created_at_ms, config_version) VALUES (?, ?, ?, 0)
        RETURNING *`,
        id,
        name,
        nowMs,
      )!
      const tenant = toTenant(row)
      transaction.onRollback(() => directory.removeTenant(tenant))
      directory.addTenant(tenant, 0)
      return tenant
    })
  }

  findTenant(id: string): Promise<Tenant | null> {
    return Promise.resolve(this.#parts.directory.findTenant(id))
  }

  listTenants(request: Parameters<TenantStore['listTenants']>[0]): Promise<readonly Tenant[]> {
    const rows = this.#parts.engine.all<TenantRow>(
      `SELECT * FROM tenant WHERE id > ?1 AND (id >= ?2 AND id < ?3) = ?4 ORDER BY id LIMIT ?5`,
      request.afterId ?? '',
      ...partnerRange,
      Number(request.kind === 'partner'),
      request.limit,
    )
    return Promise.resolve(rows.map(toTenant))
  }

  async createKey(request: NewKey): Promise<ApiKey> {
    const { directory, sealedValues, refusal } = this.#parts
    checkRoom(refusal)
    const digest = sealedValues.digestOf(request.secret)
    return this.#submit((transaction) => {
      const row = transaction.engine.get<KeyRow>(
        `INSERT INTO api_key (id, tenant_key, name, scopes, application, prefix, digest,
          created_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
        idToBytes(request.id),
        request.tenantKey,
        request.name,
        request.scopes.join(' '),
        request.application ?? request.id,
        request.secret.slice(0, prefixCharacters),
        digest,
        request.nowMs,
      )!
      const key = toKey(row, directory.tenantId(request.tenantKey))
      transaction.onRollback(() => directory.removeKey(hexOf(digest)))
      directory.addKey(hexOf(digest), key)
      return key
    })
  }

  findKey(secret: string): Promise<ApiKey | null> {
    const { directory, sealedValues } = this.#parts
    return Promise.resolve(directory.findKey(hexOf(sealedValues.digestOf(secret))))
  }

  listKeys(tenantKey: number): Promise<readonly ApiKey[]> {
    const { engine, directory } = this.#parts
    const rows = engine.all<KeyRow>(
      'SELECT * FROM api_key WHERE tenant_key = ? ORDER BY created_at_ms, id',
      tenantKey,
    )
    return Promise.resolve(rows.map((row) => toKey(row, directory.tenantId(tenantKey))))
  }

  revokeKey(request: Parameters<TenantStore['revokeKey']>[0]): Promise<boolean> {
    const { directory } = this.#parts
    return this.#submit((transaction) => {
      const row = transaction.engine.get<KeyRow>(
        `UPDATE api_key SET revoked_at_ms = coalesce(revoked_at_ms, ?)
        WHERE id = ? AND tenant_key = ? RETURNING *`,
        request.nowMs,
        idToBytes(request.id),
        request.tenantKey,
      )
      if (row === undefined) return false
      const digest = hexOf(row.digest)
      const key = directory.findKey(digest)
      directory.removeKey(digest)
      if (key !== null) transaction.onRollback(() => directory.addKey(digest, key))
      return true
    })
  }

  noteKeyUse(uses: Parameters<TenantStore['noteKeyUse']>[0]): Promise<void> {
    return this.#submit((transaction) => {
      for (const use of uses) {
        transaction.engine.run(
          `UPDATE api_key SET last_used_at_ms = ?1
          WHERE id = ?2 AND (last_used_at_ms IS NULL OR last_used_at_ms < ?1)`,
          use.atMs,
          idToBytes(use.id),
        )
      }
    })
  }

  #submit<Result>(write: (transaction: WriteTransaction) => Result): Promise<Result> {
    return this.#parts.commit.submit({ urgency: 'now', eventCount: 0, byteCount: 0, write })
  }
}

function toTenant(row: TenantRow): Tenant {
  return { key: row.key, id: row.id, name: row.name, createdAtMs: row.created_at_ms }
}

function toKey(row: KeyRow, tenantId: string): ApiKey {
  return {
    id: bytesToId('key', row.id),
    tenantKey: row.tenant_key,
    tenantId,
    name: row.name,
    scopes: row.scopes.split(' ').filter((scope) => scope !== '') as KeyScope[],
    application: row.application,
    prefix: row.prefix,
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
  }
}

function hexOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('hex')
}
