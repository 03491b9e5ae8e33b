/** Tenants and keys: rows in the database; tenants, which never change, in memory as well. */
import { partnerRange } from '../../domain/partner.ts'
import type { ApiKey, KeyScope, Tenant } from '../../domain/tenant.ts'
import type { NewKey, TenantStore } from '../../ports/tenant-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { bytesToId, idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { CommitStatement } from './commit-statement.ts'
import type { KnownTenants } from './known-tenants.ts'
import type { PostgresClient } from './postgres-client.ts'
import type { Reader } from './read-pool.ts'
import { bytesArray, numberArray } from './sql-arrays.ts'
import type { WriteLane } from './write-lane.ts'

export interface TenantStoreParts {
  readonly refusal: StoreRefusal
  readonly lane: WriteLane
  readonly reader: Reader
  readonly known: KnownTenants
  readonly sealedValues: SealedValues
}

/** Characters of the secret that are kept, so that people can tell keys apart. */
const prefixCharacters = 12

interface TenantRow {
  readonly key: number
  readonly id: string
  readonly name: string
  readonly created_at_ms: number
}

interface KeyRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly tenant_id: string
  readonly name: string
  readonly scopes: string
  readonly application: string
  readonly prefix: string
  readonly digest: Uint8Array
  readonly created_at_ms: number
  readonly revoked_at_ms: number | null
  readonly last_used_at_ms: number | null
}

const keyRows = `SELECT api_key.*, tenant.id AS tenant_id
  FROM api_key JOIN tenant ON tenant.key = api_key.tenant_key`

/** Reads the tenants into memory; once, at open. */
export async function loadTenants(client: PostgresClient, known: KnownTenants): Promise<void> {
  for (const row of await client.query<TenantRow>('SELECT * FROM tenant')) {
    known.addTenant(toTenant(row))
  }
}

export class PostgresTenantStore implements TenantStore {
  readonly #parts: TenantStoreParts

  constructor(parts: TenantStoreParts) {
    this.#parts = parts
  }

  async createTenant(request: Parameters<TenantStore['createTenant']>[0]): Promise<Tenant | null> {
    const { lane, reader, known, refusal } = this.#parts
    checkRoom(refusal)
    const { id, name, nowMs } = request
    const tenant = await lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const values = [id, name, nowMs].map((value) => statement.bind(value))
        statement.with(
          'made',
          `INSERT INTO tenant (id, name, created_at_ms, config_version)
          VALUES (${values.join(', ')}, 0) ON CONFLICT (id) DO NOTHING RETURNING *`,
        )
        statement.result('SELECT * FROM made')
        const [row] = await commit<TenantRow>(statement)
        return row === undefined ? null : toTenant(row)
      },
      recall: () => findTenant(reader, id),
    })
    if (tenant !== null) known.addTenant(tenant)
    return tenant
  }

  async findTenant(id: string): Promise<Tenant | null> {
    const { reader, known } = this.#parts
    const here = known.findTenant(id)
    if (here !== null) return here
    const found = await findTenant(reader, id)
    if (found !== null) known.addTenant(found)
    return found
  }

  async listTenants(
    request: Parameters<TenantStore['listTenants']>[0],
  ): Promise<readonly Tenant[]> {
    const rows = await this.#parts.reader.query<TenantRow>(
      `SELECT * FROM tenant WHERE id > $1 AND (id >= $2 AND id < $3) = $4 ORDER BY id LIMIT $5`,
      [request.afterId ?? '', ...partnerRange, request.kind === 'partner', request.limit],
    )
    return rows.map(toTenant)
  }

  async createKey(request: NewKey): Promise<ApiKey> {
    const { lane, reader, sealedValues, refusal } = this.#parts
    checkRoom(refusal)
    const digest = sealedValues.digestOf(request.secret)
    const id = idToBytes(request.id)
    const find = async (): Promise<ApiKey> => {
      const [row] = await reader.query<KeyRow>(`${keyRows} WHERE api_key.id = $1`, [id])
      return toKey(row!)
    }
    return lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const values = keyValues(request, digest).map((value) => statement.bind(value))
        statement.with(
          'made',
          `INSERT INTO api_key (id, tenant_key, name, scopes, application, prefix, digest,
            created_at_ms) VALUES (${values.join(', ')}) RETURNING *`,
        )
        statement.result(
          'SELECT made.*, tenant.id AS tenant_id FROM made JOIN tenant ON tenant.key = tenant_key',
        )
        const [row] = await commit<KeyRow>(statement)
        return toKey(row!)
      },
      recall: find,
    })
  }

  /** The database is asked: another node may have made the key, or revoked it. */
  async findKey(secret: string): Promise<ApiKey | null> {
    const { reader, sealedValues } = this.#parts
    const [row] = await reader.query<KeyRow>(
      `${keyRows} WHERE digest = $1 AND revoked_at_ms IS NULL`,
      [sealedValues.digestOf(secret)],
    )
    return row === undefined ? null : toKey(row)
  }

  async listKeys(tenantKey: number): Promise<readonly ApiKey[]> {
    const rows = await this.#parts.reader.query<KeyRow>(
      `${keyRows} WHERE tenant_key = $1 ORDER BY created_at_ms, api_key.id`,
      [tenantKey],
    )
    return rows.map(toKey)
  }

  async revokeKey(request: Parameters<TenantStore['revokeKey']>[0]): Promise<boolean> {
    const { lane, reader } = this.#parts
    const id = idToBytes(request.id)
    const row = await lane.turn<Pick<KeyRow, 'id'> | undefined>({
      async run({ commit }) {
        const statement = new CommitStatement()
        const [now, key, tenant] = [request.nowMs, id, request.tenantKey].map((value) =>
          statement.bind(value),
        )
        statement.with(
          'revoked',
          `UPDATE api_key SET revoked_at_ms = coalesce(revoked_at_ms, ${now})
          WHERE id = ${key} AND tenant_key = ${tenant} RETURNING id`,
        )
        statement.result('SELECT id FROM revoked')
        return (await commit<KeyRow>(statement))[0]
      },
      async recall() {
        const sql = 'SELECT id FROM api_key WHERE id = $1 AND tenant_key = $2'
        return (await reader.query<KeyRow>(sql, [id, request.tenantKey]))[0]
      },
    })
    return row !== undefined
  }

  noteKeyUse(uses: Parameters<TenantStore['noteKeyUse']>[0]): Promise<void> {
    if (uses.length === 0) return Promise.resolve()
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const ids = statement.bind(bytesArray(uses.map((use) => idToBytes(use.id))))
        const times = statement.bind(numberArray(uses.map((use) => use.atMs)))
        statement.with(
          'used',
          `UPDATE api_key SET last_used_at_ms = greatest(last_used_at_ms, at_ms)
          FROM (SELECT id, max(at_ms) AS at_ms
            FROM unnest(${ids}::bytea[], ${times}::bigint[]) AS given (id, at_ms) GROUP BY id)
            AS used WHERE used.id = api_key.id`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }
}

async function findTenant(reader: Reader, id: string): Promise<Tenant | null> {
  const [row] = await reader.query<TenantRow>('SELECT * FROM tenant WHERE id = $1', [id])
  return row === undefined ? null : toTenant(row)
}

function keyValues(request: NewKey, digest: Uint8Array) {
  return [
    idToBytes(request.id),
    request.tenantKey,
    request.name,
    request.scopes.join(' '),
    request.application ?? request.id,
    request.secret.slice(0, prefixCharacters),
    digest,
    request.nowMs,
  ]
}

function toTenant(row: TenantRow): Tenant {
  return { key: row.key, id: row.id, name: row.name, createdAtMs: row.created_at_ms }
}

function toKey(row: KeyRow): ApiKey {
  return {
    id: bytesToId('key', row.id),
    tenantKey: row.tenant_key,
    tenantId: row.tenant_id,
    name: row.name,
    scopes: row.scopes.split(' ').filter((scope) => scope !== '') as KeyScope[],
    application: row.application,
    prefix: row.prefix,
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
  }
}
