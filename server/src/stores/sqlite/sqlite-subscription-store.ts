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
import { announcementRow } from '../sql/announcement-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import {
  configColumns,
  noTotals,
  type SubscriptionRow,
  toConfig,
  toSubscription,
  type VersionRow,
} from '../sql/subscription-rows.ts'
import { attemptTotals } from './attempt-totals.ts'
import type { GroupCommit } from './group-commit.ts'
import { insertAnnouncements } from './sqlite-announcement-store.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { TenantDirectory } from './tenant-directory.ts'
import { updateHealth, updateStatus } from './write-health.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface SubscriptionStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly directory: TenantDirectory
  readonly sealedValues: SealedValues
  readonly refusal: StoreRefusal
}

/** A delivery's public id has eight hex digits for it. */
const numberMax = 0x7fffffff

/** A subscription with the columns of its configuration in force. */
type WholeRow = SubscriptionRow & Pick<VersionRow, 'settings' | 'sealed'>

/** The last row with settings is the version in force; those behind it changed the state alone. */
const wholeRows = `SELECT subscription.*, subscription_version.settings, subscription_version.sealed
  FROM subscription JOIN subscription_version
    ON subscription_version.number = subscription.number
    AND subscription_version.valid_from_seq = (
      SELECT valid_from_seq FROM subscription_version AS last
      WHERE last.number = subscription.number AND last.settings IS NOT NULL
      ORDER BY valid_from_seq DESC LIMIT 1)`

const settingsBefore = `SELECT settings, sealed FROM subscription_version
  WHERE number = ? AND valid_from_seq < ? AND settings IS NOT NULL
  ORDER BY valid_from_seq DESC LIMIT 1`

export class SqliteSubscriptionStore implements SubscriptionStore {
  readonly #parts: SubscriptionStoreParts

  constructor(parts: SubscriptionStoreParts) {
    this.#parts = parts
  }

  load(tenantKey: number | null): Promise<ConfigSnapshot> {
    const { engine, directory } = this.#parts
    const rows = engine.all<WholeRow>(
      `${wholeRows} WHERE subscription.state <> 'deleted'
        AND (?1 IS NULL OR subscription.tenant_key = ?1)`,
      tenantKey,
    )
    const totals = attemptTotals(engine, null)
    const subscriptions = rows.map((row) =>
      this.#toSubscription(row, totals.get(row.number) ?? noTotals),
    )
    const versions = directory.configVersions()
    const configVersions =
      tenantKey === null ? versions : new Map([...versions].filter(([key]) => key === tenantKey))
    return Promise.resolve({ subscriptions, configVersions })
  }

  configVersions(): Promise<ReadonlyMap<number, number>> {
    return Promise.resolve(this.#parts.directory.configVersions())
  }

  // An async function, so that its refusal is a rejection.
  async create(request: NewSubscription): Promise<ChangedSubscription> {
    checkRoom(this.#parts.refusal)
    return this.#submit((transaction) => {
      const number = this.#insert(transaction, request)
      return this.#changed(transaction, { tenantKey: request.tenantKey, number })
    })
  }

  async change(request: SubscriptionChange): Promise<ChangedSubscription | null> {
    checkRoomFor(request, this.#parts.refusal)
    return this.#submit((transaction) => {
      // Outcomes that came before have moved its health already.
      transaction.writeHealths()
      const row = transaction.engine.get<SubscriptionRow>(
        'SELECT * FROM subscription WHERE number = ? AND tenant_key = ?',
        request.number,
        request.tenantKey,
      )
      const { expectedVersion } = request
      if (row === undefined || row.state === 'deleted') return null
      if (expectedVersion !== null && expectedVersion !== row.version) return null
      this.#update(transaction, row, request)
      this.#announce(transaction, row, request)
      return this.#changed(transaction, request)
    })
  }

  find(tenantKey: number, number: number): Promise<Subscription | null> {
    return Promise.resolve(this.#find(tenantKey, number))
  }

  versionAt(tenantKey: number, number: number, seq: number): Promise<SubscriptionVersion | null> {
    const row = this.#parts.engine.get<VersionRow>(
      `SELECT subscription_version.* FROM subscription_version JOIN subscription USING (number)
      WHERE number = ? AND tenant_key = ? AND valid_from_seq <= ?
      ORDER BY valid_from_seq DESC LIMIT 1`,
      number,
      tenantKey,
      seq,
    )
    return Promise.resolve(row === undefined ? null : this.#toVersion(tenantKey, row))
  }

  findVersion(
    tenantKey: number,
    number: number,
    version: number,
  ): Promise<SubscriptionVersion | null> {
    const row = this.#parts.engine.get<VersionRow>(
      `SELECT subscription_version.* FROM subscription_version JOIN subscription USING (number)
      WHERE number = ? AND tenant_key = ? AND subscription_version.version = ?
        AND settings IS NOT NULL`,
      number,
      tenantKey,
      version,
    )
    return Promise.resolve(row === undefined ? null : this.#toVersion(tenantKey, row))
  }

  endRelease(tenantKey: number, number: number, sinceMs: number): Promise<void> {
    return this.#submit((transaction) => {
      transaction.engine.run(
        `UPDATE subscription SET releasing_since_ms = NULL
        WHERE number = ? AND tenant_key = ? AND releasing_since_ms = ?`,
        number,
        tenantKey,
        sinceMs,
      )
    })
  }

  #submit<Result>(write: (transaction: WriteTransaction) => Result): Promise<Result> {
    return this.#parts.commit.submit({ urgency: 'now', eventCount: 0, byteCount: 0, write })
  }

  #insert(transaction: WriteTransaction, request: NewSubscription): number {
    const { engine } = transaction
    const number = 1 + engine.number("SELECT seq FROM sqlite_sequence WHERE name = 'subscription'")
    if (number > numberMax) throw new RangeError('all numbers of subscriptions have been given')
    engine.run(
      `INSERT INTO subscription (number, id, tenant_key, owner_kind, owner_id, external_key,
        application, created_at_ms, updated_at_ms, version, state, since_ms,
        consecutive_error_count, streak, failed_cycle_count, rest_until_ms, is_sick, is_slowed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0, 0, 0, 0, 0, 0)`,
      number,
      idToBytes(request.id),
      request.tenantKey,
      request.owner.kind,
      request.owner.id,
      request.externalKey,
      request.application,
      request.nowMs,
      request.nowMs,
      request.state,
      request.nowMs,
    )
    const { config, state, nowMs, tenantKey } = request
    this.#addVersion(transaction, { tenantKey, number, version: 1, state, config, nowMs })
    return number
  }

  #update(transaction: WriteTransaction, row: SubscriptionRow, request: SubscriptionChange): void {
    const { number, tenantKey, nowMs, config, status, health } = request
    let { version } = row
    // The state first: the version that follows then carries both.
    if (status !== undefined && config === undefined) {
      updateStatus(transaction, number, status, nowMs)
    }
    if (config !== undefined) {
      version += 1
      const state = status?.state ?? row.state
      this.#addVersion(transaction, { tenantKey, number, version, state, config, nowMs })
      if (status !== undefined) {
        transaction.engine.run(
          `UPDATE subscription SET state = ?, reason = ?, since_ms = ?, releasing_since_ms = ?
          WHERE number = ?`,
          status.state,
          status.reason,
          status.sinceMs,
          status.releasingSinceMs,
          number,
        )
      }
    }
    if (health !== undefined) updateHealth(transaction, number, health)
    transaction.engine.run(
      'UPDATE subscription SET version = ?, updated_at_ms = ? WHERE number = ?',
      version,
      nowMs,
      number,
    )
  }

  #announce(
    { engine }: WriteTransaction,
    row: SubscriptionRow,
    { announcement, status }: SubscriptionChange,
  ): void {
    if (announcement == null || status === undefined || status.state === row.state) return
    const told = announcementRow(announcement, this.#parts.sealedValues)
    insertAnnouncements(engine, [{ ...told, state_since_ms: null }])
  }

  #addVersion(
    transaction: WriteTransaction,
    added: Omit<NewSubscription, 'state' | 'id' | 'owner' | 'externalKey' | 'application'> & {
      number: number
      version: number
      state: Subscription['status']['state']
    },
  ): void {
    const columns = configColumns(added.config, added, this.#parts.sealedValues)
    transaction.engine.run(
      `INSERT INTO subscription_version
        (number, valid_from_seq, version, valid_from_ms, state, settings, sealed)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
      added.number,
      transaction.order.nextSeq(),
      added.version,
      added.nowMs,
      added.state,
      columns.settings,
      columns.sealed,
    )
  }

  /** Raises the tenant's configuration version, on disk and in memory. */
  #changed(
    transaction: WriteTransaction,
    request: Pick<SubscriptionChange, 'tenantKey' | 'number' | 'status' | 'health'>,
  ): ChangedSubscription {
    const { tenantKey, number, status, health } = request
    const { directory } = this.#parts
    const before = directory.configVersion(tenantKey)
    const configVersion = before + 1
    transaction.onRollback(() => directory.setConfigVersion(tenantKey, before))
    directory.setConfigVersion(tenantKey, configVersion)
    transaction.engine.run(
      'UPDATE tenant SET config_version = ? WHERE key = ?',
      configVersion,
      tenantKey,
    )
    const subscription = this.#find(tenantKey, number)!
    const set = { hasNewStatus: status !== undefined, hasNewHealth: health !== undefined }
    return { subscription, configVersion, ...set }
  }

  #find(tenantKey: number, number: number): Subscription | null {
    const { engine } = this.#parts
    const row = engine.get<WholeRow>(
      `${wholeRows} WHERE subscription.number = ? AND subscription.tenant_key = ?`,
      number,
      tenantKey,
    )
    if (row === undefined) return null
    const totals = attemptTotals(engine, number).get(number)
    return this.#toSubscription(row, totals ?? noTotals)
  }

  #toVersion(tenantKey: number, row: VersionRow): SubscriptionVersion {
    const { engine, sealedValues } = this.#parts
    const { number, version, state, valid_from_seq: validFromSeq } = row
    // A row without settings changed the state alone; the configuration is that of the one before.
    const { settings, sealed } =
      row.settings === null ? engine.get<VersionRow>(settingsBefore, number, validFromSeq)! : row
    const columns = { settings: settings!, sealed: sealed! }
    const config = toConfig(columns, { tenantKey, number, version }, sealedValues)
    return { version, validFromSeq, validFromMs: row.valid_from_ms, config, state }
  }

  #toSubscription(row: WholeRow, totals: Parameters<typeof toSubscription>[3]): Subscription {
    const { directory, sealedValues } = this.#parts
    const { settings, sealed, tenant_key: tenantKey, number, version } = row
    const columns = { settings: settings!, sealed: sealed! }
    const config = toConfig(columns, { tenantKey, number, version }, sealedValues)
    return toSubscription(row, directory.tenantId(tenantKey), config, totals)
  }
}
