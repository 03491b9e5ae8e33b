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
import type { SealedValues } from '../sql/sealed-values.ts'
import {
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

export class PostgresSubscriptionStore implements SubscriptionStore {
  readonly #parts: SubscriptionStoreParts

  constructor(parts: SubscriptionStoreParts) {
    this.#parts = parts
  }

  async loadAll(): Promise<ConfigSnapshot> {
    const { reader } = this.#parts
    // Versions first: a change in between only has its events matched once more.
    const versions = await reader.query<{ key: number; config_version: number }>(
      'SELECT key, config_version FROM tenant',
    )
    const rows = await reader.query<WholeRow>(
      `${wholeRows} WHERE subscription.state <> 'deleted' ORDER BY subscription.number`,
    )
    const totals = await attemptTotals(reader, null)
    return {
      subscriptions: rows.map((row) =>
        this.#toSubscription(row, totals.get(row.number) ?? noTotals),
      ),
      configVersions: new Map(versions.map((row) => [row.key, row.config_version])),
    }
  }

  create(request: NewSubscription): Promise<ChangedSubscription> {
    const { lane, reader, sealedValues } = this.#parts
    let number = 0
    return lane.turn({
      run: async ({ client, commit }) => {
        const [given] = await client.query<{ number: number }>(
          "SELECT nextval('subscription_number') AS number",
        )
        number = given!.number
        if (number > numberMax) throw new RangeError('all numbers of subscriptions have been given')
        const statement = createStatement({ ...request, number }, sealedValues)
        const [raised] = await commit<RaisedRow>(statement)
        return this.#changed(client, request.tenantKey, number, raised!.config_version)
      },
      recall: async () => {
        const configVersion = await readConfigVersion(reader, request.tenantKey)
        return this.#changed(reader, request.tenantKey, number, configVersion)
      },
    })
  }

  change(request: SubscriptionChange): Promise<ChangedSubscription | null> {
    const { lane, reader, sealedValues } = this.#parts
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
        return this.#changed(client, tenantKey, number, raised.config_version)
      },
      recall: async () => {
        const configVersion = await readConfigVersion(reader, tenantKey)
        return this.#changed(reader, tenantKey, number, configVersion)
      },
    })
  }

  find(tenantKey: number, number: number): Promise<Subscription | null> {
    return this.#find(this.#parts.reader, tenantKey, number)
  }

  async versions(tenantKey: number, number: number): Promise<readonly SubscriptionVersion[]> {
    const { reader, sealedValues } = this.#parts
    const rows = await reader.query<VersionRow>(
      `SELECT subscription_version.* FROM subscription_version JOIN subscription USING (number)
      WHERE number = $1 AND tenant_key = $2 ORDER BY valid_from_seq`,
      [number, tenantKey],
    )
    const versions: SubscriptionVersion[] = []
    for (const row of rows) {
      const { version, settings, sealed } = row
      const place = { tenantKey, number, version }
      // A row without settings changed the state alone; the configuration is that of the one before.
      const config =
        settings === null || sealed === null
          ? versions.at(-1)!.config
          : toConfig({ settings, sealed }, place, sealedValues)
      versions.push({
        version,
        validFromSeq: row.valid_from_seq,
        validFromMs: row.valid_from_ms,
        config,
        state: row.state,
      })
    }
    return versions
  }

  endRelease(tenantKey: number, number: number): Promise<void> {
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        statement.with(
          'released',
          `UPDATE subscription SET releasing_since_ms = NULL
          WHERE number = ${statement.bind(number)} AND tenant_key = ${statement.bind(tenantKey)}`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }

  async #changed(
    reader: Reader,
    tenantKey: number,
    number: number,
    configVersion: number,
  ): Promise<ChangedSubscription> {
    return { subscription: (await this.#find(reader, tenantKey, number))!, configVersion }
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

  #toSubscription(row: WholeRow, totals: Parameters<typeof toSubscription>[3]): Subscription {
    const { settings, sealed, tenant_key: tenantKey, number, version } = row
    const columns = { settings: settings!, sealed: sealed! }
    const config = toConfig(columns, { tenantKey, number, version }, this.#parts.sealedValues)
    return toSubscription(row, row.tenant_id, config, totals)
  }
}

interface RaisedRow {
  readonly config_version: number
}

async function readConfigVersion(reader: Reader, tenantKey: number): Promise<number> {
  const [row] = await reader.query<RaisedRow>('SELECT config_version FROM tenant WHERE key = $1', [
    tenantKey,
  ])
  return row!.config_version
}
