/**
 * Opens the store in a PostgreSQL database: server, schema, key, and the ports over one connection
 * that writes and a few that read. Of the processes under one node's name the last one writes: the
 * one before is fenced off, so that a start after kill -9 waits for nothing.
 */
import type { NodeStore } from '../../ports/node-store.ts'
import type { Store } from '../../ports/ports.ts'
import type { StoreRefusal } from '../check-room.ts'
import { SealedValues } from '../sql/sealed-values.ts'
import { defaultStoreLimits, type StoreOpening, StoreRefused } from '../store-options.ts'
import { checkPool } from './check-pool.ts'
import { checkServer } from './check-server.ts'
import { halfCopy, hasNoCopy, refuseHalfCopy } from './copy-mark.ts'
import { beginDay, type CurrentDay, openDays } from './days.ts'
import { toUuid } from './event-rows.ts'
import { HorizonWatch } from './horizon.ts'
import { KnownTenants } from './known-tenants.ts'
import { LaneConnection, type NodeRow } from './lane-connection.ts'
import { migrate } from './migrate.ts'
import { PostgresAuditStore } from './postgres-audit-store.ts'
import { PostgresAlertStore } from './postgres-alert-store.ts'
import { PostgresAnnouncementStore } from './postgres-announcement-store.ts'
import { PostgresClient, type PostgresPlace } from './postgres-client.ts'
import { PostgresDeliveryStore } from './postgres-delivery-store.ts'
import { PostgresEventStore } from './postgres-event-store.ts'
import { PostgresHistory } from './postgres-history.ts'
import { parsePlace, placeName } from './postgres-place.ts'
import { PostgresNodeStore } from './postgres-node-store.ts'
import { PostgresOrderKeyStore } from './postgres-order-key-store.ts'
import { PostgresRecordStore } from './postgres-record-store.ts'
import { PostgresReplayStore } from './postgres-replay-store.ts'
import { PostgresScriptStore } from './postgres-script-store.ts'
import { PostgresSubscriptionStore } from './postgres-subscription-store.ts'
import { loadTenants, PostgresTenantStore } from './postgres-tenant-store.ts'
import { PostgresUpkeep } from './postgres-upkeep.ts'
import { type Reader, ReadPool } from './read-pool.ts'
import { plainArray } from './sql-arrays.ts'
import { WriteLane } from './write-lane.ts'

/** A store that tests may also end the hard way. */
export interface PostgresStore extends Store {
  readonly nodes: NodeStore
  /** Commits what waits, without waiting for more. */
  flush(): void
  /** As a crash: what is not committed is forgotten, nothing is finished. */
  abandon(): Promise<void>
}

/** Connections: to claim and look up, for lists, for counting all rows, for upkeep, to beat. */
const connectionCounts = { quick: 4, heavy: 2, recount: 1, upkeep: 1, beat: 1 } as const
const askedMax = { quick: 2_000, heavy: 64, recount: 1, upkeep: 64, beat: 16 } as const
const answerMsMax = {
  quick: 10_000,
  heavy: 30_000,
  recount: 3_600_000,
  upkeep: 300_000,
  beat: 5_000,
} as const
/** A commit that is slower is looked up over another connection, which waits for it in the server. */
const lanePatience = { answerMsMax: 10_000, connectSeconds: 3 } as const
/** Of a process that has the store to itself and was given no name. */
const onlyNode = 'main'
const endSeconds = 5

/** Opens the database behind the URL. Rejects with `StoreRefused` and a remedy. */
export async function openPostgresStore(
  url: string,
  options: StoreOpening,
): Promise<PostgresStore> {
  const place = parsePlace(url)
  const client = new PostgresClient(place, 1)
  try {
    await checkServer(client, place)
    await checkPool(client, {
      name: placeName(place),
      prepares: place.prepare,
      connect: () => new PostgresClient(place, 1),
    })
    const opened = await openContents(client, place, options)
    return compose(place, options, opened)
  } finally {
    await client.end(endSeconds)
  }
}

interface Opened {
  readonly schemaVersion: number
  readonly sealedValues: SealedValues
  readonly epoch: string
  readonly known: KnownTenants
  readonly node: NodeRow
  readonly day: CurrentDay
}

/** What is in the database before anything runs: schema, key, epoch, the node, tenants. */
async function openContents(
  client: PostgresClient,
  place: PostgresPlace,
  options: StoreOpening,
): Promise<Opened> {
  const name = placeName(place)
  const schemaVersion = await migrate(client, name)
  await refuseHalfCopy(client, name)
  const sealedValues = new SealedValues(await keyFor(client, options), options.random)
  await checkKey(client, sealedValues, name)
  const epoch = await epochOf(client, options)
  // Waits for a commit of the process before that is still under way; it can make no other.
  const [node] = await client.query<NodeRow>(
    `INSERT INTO node (name, roles, fence, commit_number, settled_seq, beat_count, state)
    SELECT $1::text, '', 1, 0, 0, 0, 0 WHERE ${hasNoCopy}
    ON CONFLICT (name) DO UPDATE
      SET fence = node.fence + 1, beat_count = node.beat_count + 1, state = 0
    RETURNING number, fence, commit_number, settled_seq`,
    [options.nodeName ?? onlyNode],
  )
  if (node === undefined) throw halfCopy(name)
  const day = await openDays(client, options.clock.nowMs())
  const known = new KnownTenants()
  await loadTenants(client, known)
  return { schemaVersion, sealedValues, epoch, known, node, day }
}

function compose(place: PostgresPlace, options: StoreOpening, opened: Opened): PostgresStore {
  const { clock } = options
  const { sealedValues, known, epoch, schemaVersion } = opened
  let suspect = (): void => undefined
  const pools = openPools(place, () => suspect())
  const { quick, heavy, recount, upkeep } = pools
  const renew = (): void => Object.values(pools).forEach((pool) => pool.renew())
  const { lane, refusal } = openLane(place, options, { ...opened, reader: quick, renew })
  suspect = () => lane.suspect()
  const lists = { reader: heavy, epoch, clock }
  const end = async (reason: string): Promise<void> => {
    lane.close(new Error(reason))
    await Promise.all(Object.values(pools).map((pool) => pool.close()))
  }
  return {
    events: new PostgresEventStore({ lane, reader: quick, clock, refusal }),
    deliveries: new PostgresDeliveryStore({ lane, reader: quick, sealedValues, clock, refusal }),
    orderKeys: new PostgresOrderKeyStore(quick),
    subscriptions: new PostgresSubscriptionStore({ lane, reader: quick, sealedValues, refusal }),
    tenants: new PostgresTenantStore({ lane, reader: quick, known, sealedValues, refusal }),
    history: new PostgresHistory({ quick, lists, recount }),
    nodes: new PostgresNodeStore({
      lane,
      reader: pools.beat,
      number: opened.node.number,
      fence: opened.node.fence,
    }),
    replays: new PostgresReplayStore({ lane, reader: quick, heavy: lists, refusal }),
    scripts: new PostgresScriptStore({ lane, reader: quick, refusal }),
    records: new PostgresRecordStore({
      lane,
      reader: quick,
      sealedValues,
      random: options.random,
      refusal,
    }),
    audit: new PostgresAuditStore({ lane, reader: quick }),
    alerts: new PostgresAlertStore({ lane, reader: quick, sealedValues }),
    announcements: new PostgresAnnouncementStore({ lane, reader: quick, sealedValues }),
    upkeep: new PostgresUpkeep({
      lane,
      reader: upkeep,
      withClient: (run) => withClient(place, run),
      horizon: new HorizonWatch(upkeep, clock),
      clock,
      schemaVersion,
    }),
    flush: () => lane.flush(),
    abandon: () => end('the store was abandoned'),
    async close() {
      await idleWithin(lane, clock)
      await end('the store was closed')
    },
  }
}

/** What waits for a database that does not come back is not waited for. */
async function idleWithin(lane: WriteLane, clock: StoreOpening['clock']): Promise<void> {
  if (lane.isAway) return
  let cancel = (): void => undefined
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(endSeconds * 1_000, resolve)
  })
  await Promise.race([lane.idle(), late])
  cancel()
}

function openPools(place: PostgresPlace, onLost: () => void) {
  const pool = (name: keyof typeof connectionCounts): ReadPool =>
    new ReadPool({
      connect: () =>
        new PostgresClient(place, connectionCounts[name], { answerMsMax: answerMsMax[name] }),
      askedMax: askedMax[name],
      onLost,
    })
  return {
    quick: pool('quick'),
    heavy: pool('heavy'),
    recount: pool('recount'),
    upkeep: pool('upkeep'),
    beat: pool('beat'),
  }
}

interface LaneOpened extends Opened {
  readonly reader: Reader
  readonly renew: () => void
}

/** The lane of writes with what bounds it: the time that writes wait, a disk that is full. */
function openLane(place: PostgresPlace, options: StoreOpening, opened: LaneOpened) {
  const { clock } = options
  const { reader, renew: onBack } = opened
  const { commitWaitMsMax } = { ...defaultStoreLimits, ...options.limits }
  const connect = (): PostgresClient => new PostgresClient(place, 1, lanePatience)
  const connection = new LaneConnection(opened.node, { clock, connect, onBack })
  const lane = new WriteLane({
    clock,
    connection,
    day: opened.day,
    beginDay,
    recallEvents: (ids) => recallEvents(reader, ids),
    commitWaitMsMax,
    onFatal: options.onFatal,
    probe: options.probe ?? null,
  })
  const refusal: StoreRefusal = () => {
    if (lane.isDiskFull) return 'disk-full'
    return Math.max(lane.waitMs, connection.awayMs) > commitWaitMsMax ? 'overloaded' : null
  }
  return { lane, refusal }
}

async function recallEvents(reader: Reader, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const uuids = ids.map((id) => toUuid(id as `evt_${string}`))
  const rows = await reader.plan<{ id: string; seq: number }>(
    "SELECT 'evt_' || replace(id::text, '-', '') AS id, seq FROM event WHERE id = ANY ($1::uuid[])",
    [plainArray(uuids)],
  )
  return new Map(rows.map((row) => [row.id, row.seq]))
}

async function withClient<Result>(
  place: PostgresPlace,
  run: (client: PostgresClient) => Promise<Result>,
): Promise<Result> {
  const client = new PostgresClient(place, 1)
  try {
    return await run(client)
  } finally {
    await client.end(endSeconds)
  }
}

/** Without a sealed word no store was ever made here, and its key may be made now. */
async function keyFor(client: PostgresClient, options: StoreOpening): Promise<Uint8Array> {
  const { encryptionKey: key } = options
  if (typeof key !== 'function') return key
  const canaries = await client.query("SELECT 1 FROM meta WHERE name = 'canary'")
  return key(canaries.length === 0)
}

/** A sealed word tells whether this is the key that the store was made with. */
async function checkKey(
  client: PostgresClient,
  sealedValues: SealedValues,
  name: string,
): Promise<void> {
  const sealed = sealedValues.seal('posthorn', 'meta/canary')
  const canary = await keepMeta(client, 'canary', sealed)
  try {
    sealedValues.open(canary, 'meta/canary')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(`${name} does not open with this encryption key: ${reason}`)
  }
}

async function epochOf(client: PostgresClient, options: StoreOpening): Promise<string> {
  const bytes = await keepMeta(client, 'epoch', options.random.bytes(6))
  return Buffer.from(bytes).toString('hex')
}

/** What is there, or the given value, which is there from now on. */
async function keepMeta(
  client: PostgresClient,
  name: 'canary' | 'epoch',
  value: Uint8Array,
): Promise<Uint8Array> {
  await client.query('INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    name,
    value,
  ])
  const [row] = await client.query<{ value: Uint8Array }>(
    'SELECT value FROM meta WHERE name = $1',
    [name],
  )
  return row!.value
}
