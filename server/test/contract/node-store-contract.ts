/** What every node store promises: who owns what, and that a fenced node can write nothing more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fairShare, shardCount } from '../../src/domain/shard.ts'
import type { NodeStore, NodeView } from '../../src/ports/node-store.ts'
import type { Store } from '../../src/ports/ports.ts'
import { type MovableClock, StoreWorld } from './fresh-store.ts'

type NodeOfStore = Store & { readonly nodes: NodeStore }

/** One store, opened by several processes under names of their own. */
export interface SharedStore {
  readonly clock: MovableClock
  open(name: string, onFatal?: (error: unknown) => void): Promise<NodeOfStore>
  /** As kill -9: nothing is finished, nobody is told. */
  abandon(store: Store): Promise<void>
  close(): Promise<void>
}

const everything = ['api', 'worker', 'maintenance'] as const

export function nodeStoreContract(engine: string, share: () => Promise<SharedStore>): void {
  const inStore = async (run: (shared: SharedStore) => Promise<void>): Promise<void> => {
    const shared = await share()
    try {
      await run(shared)
    } finally {
      await shared.close()
    }
  }

  test(`${engine}: the first node takes all shards and the maintenance`, () =>
    inStore(async (shared) => {
      const one = await shared.open('one')
      const view = await beat(one)
      assert.equal(view.shards.length, shardCount)
      assert.equal(view.isMaintainer, true)
      assert.deepEqual(
        view.peers.map(({ number, roles }) => ({ number, roles })),
        [{ number: one.nodes.number, roles: [...everything] }],
      )
    }))

  test(`${engine}: a shard has one owner, and goes over when it is given`, () =>
    inStore(async (shared) => {
      const [one, two] = [await shared.open('one'), await shared.open('two')]
      const before = await beat(one)
      assert.deepEqual((await beat(two, { max: fairShare(2) })).shards, [], 'nothing is free')
      const given = before.shards.slice(0, 100)
      assert.equal((await beat(one, { give: given, max: 0 })).shards.length, shardCount - 100)
      const taken = await beat(two, { max: fairShare(2) })
      assert.deepEqual(taken.shards, given)
      assert.equal(taken.isMaintainer, false)
      assert.equal(new Set([...taken.shards, ...(await beat(one)).shards]).size, shardCount)
    }))

  test(`${engine}: nodes that reach for the same shards at once share them out`, () =>
    inStore(async (shared) => {
      const nodes = await Promise.all(['a', 'b', 'c'].map((name) => shared.open(name)))
      for (let round = 0; round < 4; round += 1) {
        await Promise.all(nodes.map((node) => beat(node, { max: fairShare(3) })))
      }
      const views = await Promise.all(nodes.map((node) => beat(node, { max: fairShare(3) })))
      const all = views.flatMap(({ shards }) => shards)
      assert.equal(all.length, shardCount)
      assert.equal(new Set(all).size, shardCount)
      assert.equal(views.filter(({ isMaintainer }) => isMaintainer).length, 1)
    }))

  test(`${engine}: a node that was fenced can commit nothing, and what it owned is free`, () =>
    inStore(async (shared) => {
      const fatal: unknown[] = []
      const one = await shared.open('one', (error) => fatal.push(error))
      const two = await shared.open('two')
      await beat(one)
      const world = await StoreWorld.begin({ clock: shared.clock, store: one } as never)
      const view = await beat(two)
      const peer = view.peers.find(({ number }) => number === one.nodes.number)!
      assert.equal(await two.nodes.fence(peer), true)
      assert.equal(await two.nodes.fence(peer), false, 'once')
      await assert.rejects(world.append(world.event()))
      assert.equal(fatal.length, 1)
      assert.equal(await one.nodes.beat({ roles: everything, give: [], shardCountMax: 256 }), null)
      assert.equal((await beat(two)).shards.length, shardCount)
    }))

  test(`${engine}: a node that has beaten since is not fenced`, () =>
    inStore(async (shared) => {
      const [one, two] = [await shared.open('one'), await shared.open('two')]
      await beat(one)
      const peer = (await beat(two)).peers.find(({ number }) => number === one.nodes.number)!
      await beat(one)
      assert.equal(await two.nodes.fence(peer), false)
      const world = await StoreWorld.begin({ clock: shared.clock, store: one } as never)
      assert.equal((await world.append(world.event())).kind, 'stored')
    }))

  test(`${engine}: what a fenced node kept in memory gets its rows, once`, () =>
    inStore(async (shared) => {
      const one = await shared.open('one')
      const two = await shared.open('two')
      await beat(one)
      const world = await StoreWorld.begin({ clock: shared.clock, store: one } as never)
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      await shared.abandon(one)
      const view = await beat(two)
      const peer = view.peers.find((known) => known.number !== two.nodes.number)!
      await two.nodes.fence(peer)
      assert.deepEqual((await beat(two)).lost, [peer.number])
      assert.equal(await two.nodes.recover(peer.number), 1)
      assert.equal(await two.nodes.recover(peer.number), 0)
      assert.deepEqual((await beat(two)).lost, [])
      const rows = await two.deliveries.claimDue({
        subscriptionNumber: number,
        nowMs: Number.MAX_SAFE_INTEGER,
        limit: 10,
        order: 'due',
        held: new Set(),
      })
      assert.deepEqual(
        rows.map(({ delivery: row }) => [row.eventId, row.recoveryCount]),
        [[delivery!.eventId, 1]],
      )
    }))

  test(`${engine}: a node that comes back under its name has its number, its shards, and recovers by itself`, () =>
    inStore(async (shared) => {
      const one = await shared.open('one')
      await beat(one)
      const world = await StoreWorld.begin({ clock: shared.clock, store: one } as never)
      const number = await world.subscribe()
      await world.accept([number])
      await shared.abandon(one)
      const again = await shared.open('one')
      assert.equal(again.nodes.number, one.nodes.number)
      assert.equal(await again.deliveries.recover(), 1)
      assert.equal((await beat(again, { max: 0 })).shards.length, shardCount)
    }))

  test(`${engine}: a node that comes back without the role keeps no house any more`, () =>
    inStore(async (shared) => {
      const one = await shared.open('one')
      assert.equal((await beat(one)).isMaintainer, true)
      await shared.abandon(one)
      const again = await shared.open('one')
      const view = await again.nodes.beat({ roles: ['api'], give: [], shardCountMax: 0 })
      assert.equal(view?.isMaintainer, false)
      assert.equal((await beat(await shared.open('two'), { max: 0 })).isMaintainer, true)
    }))

  test(`${engine}: a node that leaves frees what it owned at once`, () =>
    inStore(async (shared) => {
      const [one, two] = [await shared.open('one'), await shared.open('two')]
      await beat(one)
      await one.nodes.leave()
      const view = await beat(two)
      assert.equal(view.shards.length, shardCount)
      assert.equal(view.isMaintainer, true)
      assert.deepEqual(
        view.peers.map(({ number }) => number),
        [two.nodes.number],
      )
      assert.equal(await two.nodes.recover(one.nodes.number), 0)
    }))
}

async function beat(
  store: NodeOfStore,
  { give = [], max = shardCount }: { give?: readonly number[]; max?: number } = {},
): Promise<NodeView> {
  const view = await store.nodes.beat({ roles: everything, give, shardCountMax: max })
  assert.ok(view !== null, 'it was not fenced')
  return view
}
