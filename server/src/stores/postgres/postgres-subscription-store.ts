/**
 * Subscriptions and their versions. A change is one commit with the tenant's configuration version
 * raised; events that were matched before it and are committed after it are matched again.
 */
import type { Subscription, SubscriptionVersion } from '../../domain/subscription.ts'
import type {
  ChangedSubscription,
  ConfigSnapshot,
  NewSubscription,
  SubscriptionChange,
  SubscriptionStore,
} from '../../ports/subscription-store.ts'
import { checkRoom, checkRoomFor, type StoreRefusal } from '../check-room.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import {
  type ConfigColumns,
  noTotals,
  type SubscriptionRow,
  toConfig,
  toSubscription,
  type VersionRow,
} from '../sql/subscription-rows.ts'
import { attemptTotals } from './attempt-totals.ts'
import { changeStatement, createStatement } from './change-statements.ts'
import type { Reader } from './read-pool.ts'
import { CommitStatement } from './commit-statement.ts'
import type { WriteLane } from './write-lane.ts'

export interface SubscriptionStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly sealedValues: SealedValues
  readonly refusal: StoreRefusal
}

/** A delivery's public id has eight hex digits for it. */
const numberMax = 0x7fffffff

/** A subscription with the columns of its configuration in force. */
type WholeRow = SubscriptionRow &
  Pick<VersionRow, 'settings' | 'sealed'> & { readonly tenant_id: string }

const wholeRows = `SELECT subscription.*, subscription_version.settings, subscription_version.sealed,
    tenant.id AS tenant_id
  FROM subscription JOIN subscription_version
    ON subscription_version.number = subscription.number
    AND subscription_version.version = subscription.version
    AND subscription_version.settings IS NOT NULL
  JOIN tenant ON tenant.key = subscription.tenant_key`

/** A version with the settings that held under it, its own or those of a row before it. */
type InForceRow = Omit<VersionRow, 'settings' | 'sealed'> & ConfigColumns

const versionRows = `SELECT subscription_version.number, subscription_version.version, valid_from_seq,
    valid_from_ms, subscription_version.state, held.settings, held.sealed
  FROM subscription_version JOIN subscription USING (number) CROSS JOIN LATERAL (
    SELECT before.settings, before.sealed FROM subscription_version AS before
    WHERE before.number = subscription_version.number AND before.settings IS NOT NULL
      AND before.valid_from_seq <= subscription_version.valid_from_seq
    ORDER BY before.valid_from_seq DESC LIMIT 1
  ) AS held
  WHERE number = $1 AND tenant_key = $2`

export class PostgresSubscriptionStore implements SubscriptionStore {
  readonly #parts: SubscriptionStoreParts

  constructor(parts: SubscriptionStoreParts) {
    this.#parts = parts
  }

  async load(tenantKey: number | null): Promise<ConfigSnapshot> {
    const { reader } = this.#parts
    // Versions first: a change in between only has its events matched once more.
    const configVersions = await readVersions(reader, tenantKey)
    const rows = await reader.query<WholeRow>(
      `${wholeRows} WHERE subscription.state <> 'deleted'
        AND ($1::bigint IS NULL OR subscription.tenant_key = $1) ORDER BY subscription.number`,
      [tenantKey],
    )
    const totals = await attemptTotals(reader, null)
    return {
      subscriptions: rows.map((row) =>
        this.#toSubscription(row, totals.get(row.number) ?? noTotals),
      ),
      configVersions,
    }
  }

  configVersions(): Promise<ReadonlyMap<number, number>> {
    return readVersions(this.#parts.reader, null)
  }

  // An async function, so that its refusal is a rejection.
  async create(request: NewSubscription): Promise<ChangedSubscription> {
    checkRoom(this.#parts.refusal)
    const { lane, sealedValues } = this.#parts
    let number = 0
    return lane.turn({
      run: async ({ client, commit }) => {
        const [given] = await client.query<{ number: number }>(
          "SELECT nextval('subscription_number') AS number",
        )
        number = given!.number
        if (number > numberMax) throw new RangeError('all numbers of subscriptions have been given')
        const statement = createStatement({ ...request, number }, sealedValues)
        const [row] = await commit<SubscriptionRow & RaisedRow & { tenant_id: string }>(statement)
        return {
          subscription: toSubscription(row!, row!.tenant_id, request.config, noTotals),
          configVersion: row!.config_version,
          hasNewStatus: false,
          hasNewHealth: false,
        }
      },
      recall: () => this.#recall({ tenantKey: request.tenantKey, number }),
    })
  }

  async change(request: SubscriptionChange): Promise<ChangedSubscription | null> {
    checkRoomFor(request, this.#parts.refusal)
    const { lane, sealedValues } = this.#parts
    const { tenantKey, number, expectedVersion } = request
    return lane.turn<ChangedSubscription | null>({
      run: async ({ client, commit }) => {
        const [row] = await client.query<SubscriptionRow>(
          'SELECT * FROM subscription WHERE number = $1 AND tenant_key = $2',
          [number, tenantKey],
        )
        if (row === undefined || row.state === 'deleted') return null
        if (expectedVersion !== null && expectedVersion !== row.version) return null
        const [raised] = await commit<RaisedRow>(changeStatement(row, request, sealedValues))
        // Another node changed it in between: as if another version had been expected.
        if (raised === undefined) return null
        return this.#changed(client, request, raised.config_version)
      },
      // The commit happened; whether it changed anything is told by the stamp, which another
      // node's change that came first does not bear.
      recall: async () => {
        const changed = await this.#recall(request)
        return changed.subscription.updatedAtMs === request.nowMs ? changed : null
      },
    })
  }

  find(tenantKey: number, number: number): Promise<Subscription | null> {
    return this.#find(this.#parts.reader, tenantKey, number)
  }

  async versionAt(
    tenantKey: number,
    number: number,
    seq: number,
  ): Promise<SubscriptionVersion | null> {
    const [row] = await this.#parts.reader.query<InForceRow>(
      `${versionRows} AND valid_from_seq <= $3 ORDER BY valid_from_seq DESC LIMIT 1`,
      [number, tenantKey, seq],
    )
    return row === undefined ? null : this.#toVersion(tenantKey, row)
  }

  async findVersion(
    tenantKey: number,
    number: number,
    version: number,
  ): Promise<SubscriptionVersion | null> {
    const [row] = await this.#parts.reader.query<InForceRow>(
      `${versionRows} AND subscription_version.version = $3
        AND subscription_version.settings IS NOT NULL`,
      [number, tenantKey, version],
    )
    return row === undefined ? null : this.#toVersion(tenantKey, row)
  }

  endRelease(tenantKey: number, number: number, sinceMs: number): Promise<void> {
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        statement.with(
          'released',
          `UPDATE subscription SET releasing_since_ms = NULL
          WHERE number = ${statement.bind(number)} AND tenant_key = ${statement.bind(tenantKey)}
            AND releasing_since_ms = ${statement.bind(sinceMs)}`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }

  async #recall(change: Change): Promise<ChangedSubscription> {
    const { reader } = this.#parts
    const [row] = await reader.query<RaisedRow>(
      'SELECT config_version FROM tenant WHERE key = $1',
      [change.tenantKey],
    )
    return this.#changed(reader, change, row!.config_version)
  }

  async #changed(
    reader: Reader,
    { tenantKey, number, status, health }: Change,
    configVersion: number,
  ): Promise<ChangedSubscription> {
    const subscription = (await this.#find(reader, tenantKey, number))!
    const set = { hasNewStatus: status !== undefined, hasNewHealth: health !== undefined }
    return { subscription, configVersion, ...set }
  }

  async #find(reader: Reader, tenantKey: number, number: number): Promise<Subscription | null> {
    const [row] = await reader.query<WholeRow>(
      `${wholeRows} WHERE subscription.number = $1 AND subscription.tenant_key = $2`,
      [number, tenantKey],
    )
    if (row === undefined) return null
    const totals = (await attemptTotals(reader, number)).get(number)
    return this.#toSubscription(row, totals ?? noTotals)
  }

  #toVersion(tenantKey: number, row: InForceRow): SubscriptionVersion {
    const { number, version, state, valid_from_seq: validFromSeq, valid_from_ms: fromMs } = row
    const place = { tenantKey, number, version }
    const config = toConfig(row, place, this.#parts.sealedValues)
    return { version, validFromSeq, validFromMs: fromMs, config, state }
  }

  #toSubscription(row: WholeRow, totals: Parameters<typeof toSubscription>[3]): Subscription {
    const { settings, sealed, tenant_key: tenantKey, number, version } = row
    const columns = { settings: settings!, sealed: sealed! }
    const config = toConfig(columns, { tenantKey, number, version }, this.#parts.sealedValues)
    return toSubscription(row, row.tenant_id, config, totals)
  }
}

async function readVersions(
  reader: Reader,
  tenantKey: number | null,
): Promise<ReadonlyMap<number, number>> {
  const rows = await reader.query<{ key: number; config_version: number }>(
    'SELECT key, config_version FROM tenant WHERE $1::bigint IS NULL OR key = $1',
    [tenantKey],
  )
  return new Map(rows.map((row) => [row.key, row.config_version]))
}

interface RaisedRow {
  readonly config_version: number
}

type Change = Pick<SubscriptionChange, 'tenantKey' | 'number' | 'status' | 'health'>
