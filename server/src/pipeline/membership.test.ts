import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MemoryNodes } from '../../test/world/memory-nodes.ts'
import { clockOf, SimulatedClock } from '../../test/world/simulated-clock.ts'
import { shardCount, shardOf } from '../domain/shard.ts'
import type { NodeRole } from '../domain/lease.ts'
import type { Fact } from '../ports/observer.ts'
import { Membership } from './membership.ts'

const leaseMs = 10_000
const heartbeatMs = 3_000
/** Two heartbeats of everybody: to see each other, to give, to take. */
const settledMs = 4 * heartbeatMs
const everything: readonly NodeRole[] = ['api', 'worker', 'maintenance']

class World {
  readonly clock = new SimulatedClock()
  readonly nodes = new MemoryNodes()

  async join(roles = everything): Promise<Member> {
    const member = new Member(this, roles)
    await member.membership.start()
    return member
  }
}

/** One node, with what its pipeline was told. */
class Member {
  readonly number: number
  readonly membership: Membership
  readonly life = { isOver: false }
  readonly facts: Fact[] = []
  readonly drains: { readonly shards: ReadonlySet<number>; readonly finish: () => void }[] = []
  looks = 0
  ended: Error | null = null
  /** Reads what others made of its shards; over at once unless a test says otherwise. */
  gained = (): Promise<void> => Promise.resolve()
  /** Whether what is drained has nothing in flight. */
  isIdle = true

  constructor({ clock, nodes }: World, roles: readonly NodeRole[]) {
    const store = nodes.open()
    this.number = store.number
    const ports = {
      clock: clockOf(clock, this.life),
      observer: { observe: (fact: Fact) => void this.facts.push(fact) },
    }
    this.membership = new Membership(store, ports, {
      settings: { roles, leaseMs, heartbeatMs },
      actions: {
        gained: () => this.gained(),
        drained: (shards) => {
          const drained = new Promise<void>((resolve) => {
            if (this.isIdle) resolve()
            else this.drains.push({ shards, finish: resolve })
          })
          return new Map([...shards].map((shard) => [shard, drained]))
        },
        look: () => void (this.looks += 1),
        beaten: () => undefined,
        ended: (error) => void (this.ended = error),
      },
    })
  }

  /** As kill -9. */
  die(): void {
    this.life.isOver = true
  }

  /** Subscriptions, of the first thousand, that it may send for. */
  get owned(): readonly number[] {
    return thousand.filter((number) => this.membership.owns(number))
  }
}

const thousand = Array.from({ length: 1_000 }, (_, index) => index + 1)

function countOf(nodes: MemoryNodes, number: number): number {
  return nodes.owners.filter((owner) => owner === number).length
}

test('one node owns everything, and may start at once', async () => {
  const world = new World()
  const one = await world.join()
  await world.clock.run(0)
  assert.equal(one.owned.length, thousand.length)
  assert.ok(one.membership.mayStart())
  assert.ok(one.membership.isMaintainer)
  assert.equal(one.membership.nodeCount, 1)
})

test('two and three nodes share the shards evenly, each subscription has one owner', async () => {
  const world = new World()
  const members = [await world.join(), await world.join()]
  await world.clock.run(settledMs)
  assert.deepEqual(
    members.map(({ number }) => countOf(world.nodes, number)),
    [shardCount / 2, shardCount / 2],
  )
  members.push(await world.join())
  await world.clock.run(2 * settledMs)
  const counts = members.map(({ number }) => countOf(world.nodes, number))
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    shardCount,
  )
  assert.ok(Math.max(...counts) <= 86, `shares of ${counts.join(', ')}`)
  for (const number of thousand) {
    assert.equal(members.filter(({ membership }) => membership.owns(number)).length, 1)
  }
  assert.equal(members.filter(({ membership }) => membership.isMaintainer).length, 1)
  for (const count of ['workerCount', 'nodeCount'] as const) {
    assert.deepEqual(
      members.map(({ membership }) => membership[count]),
      [3, 3, 3],
    )
  }
})

test('a node that does not send owns nothing, and one that does not keep house does not', async () => {
  const world = new World()
  const door = await world.join(['api'])
  const worker = await world.join(['worker'])
  await world.clock.run(settledMs)
  assert.deepEqual([door.owned.length, worker.owned.length], [0, thousand.length])
  assert.deepEqual([door.membership.isMaintainer, worker.membership.isMaintainer], [false, false])
  assert.equal(worker.membership.workerCount, 1)
})

test('a shard goes over only when nothing of it is in flight, and nothing starts for it meanwhile', async () => {
  const world = new World()
  const one = await world.join()
  await world.clock.run(0)
  one.isIdle = false
  const two = await world.join()
  await world.clock.run(settledMs)
  assert.deepEqual([one.owned.length > 0, two.owned.length], [true, 0])
  const [drain] = one.drains
  assert.equal(drain?.shards.size, shardCount / 2)
  assert.ok(one.owned.every((number) => !drain.shards.has(shardOf(number))))
  drain.finish()
  await world.clock.run(settledMs)
  assert.deepEqual(
    two.owned,
    thousand.filter((number) => drain.shards.has(shardOf(number))),
  )
})

test('nothing starts for a shard before it is read, nor when it has gone elsewhere meanwhile', async () => {
  const world = new World()
  const one = new Member(world, everything)
  const readings: (() => void)[] = []
  one.gained = () => new Promise((resolve) => readings.push(resolve))
  await one.membership.start()
  await world.clock.run(0)
  assert.equal(one.owned.length, 0)
  const two = await world.join()
  await world.clock.run(2 * settledMs)
  assert.equal(countOf(world.nodes, two.number), shardCount / 2)
  for (const finish of readings) finish()
  await world.clock.run(0)
  assert.ok(one.owned.length > 0)
  for (const number of one.owned) assert.ok(!two.membership.owns(number))
})

test('a node that falls silent is fenced after a whole lease and not before, and its shards go on', async () => {
  const world = new World()
  const one = await world.join()
  const two = await world.join()
  await world.clock.run(settledMs)
  const diedAtMs = world.clock.monotonicMs()
  two.die()
  await world.clock.run(leaseMs - heartbeatMs)
  assert.equal(world.nodes.stateOf(two.number), 'lives')
  await world.clock.run(60_000, () => one.owned.length === thousand.length)
  const tookMs = world.clock.monotonicMs() - diedAtMs
  assert.ok(tookMs <= leaseMs + heartbeatMs + 200, `taken over after ${tookMs} ms`)
  assert.equal(world.nodes.stateOf(two.number), 'gone', 'it was recovered')
  assert.deepEqual(
    one.facts.map(({ kind }) => kind),
    ['node-fenced', 'node-recovered'],
  )
})

test('a recovery that is long in coming keeps no heartbeat waiting', async () => {
  const world = new World()
  const [one, two] = [await world.join(), await world.join()]
  await world.clock.run(settledMs)
  const { promise, resolve } = Promise.withResolvers<void>()
  world.nodes.recovery = promise
  two.die()
  await world.clock.run(5 * leaseMs)
  assert.equal(world.nodes.stateOf(two.number), 'fenced')
  assert.deepEqual([one.membership.mayStart(), one.owned.length], [true, thousand.length])
  resolve()
  await world.clock.run(heartbeatMs)
  assert.equal(world.nodes.stateOf(two.number), 'gone')
})

test('an outage of the store ends nobody: all stop starting, and go on when it is back', async () => {
  const world = new World()
  const members = [await world.join(), await world.join()]
  await world.clock.run(settledMs)
  world.nodes.isAway = true
  await world.clock.run(5 * leaseMs)
  for (const { membership } of members) assert.equal(membership.mayStart(), false)
  world.nodes.isAway = false
  const looks = members.map((member) => member.looks)
  await world.clock.run(settledMs)
  for (const [index, member] of members.entries()) {
    assert.equal(world.nodes.stateOf(member.number), 'lives')
    assert.ok(member.membership.mayStart())
    assert.ok(member.looks > looks[index]!, 'it looks for what came due meanwhile')
  }
})

test('after an outage nothing starts before it is read what others have changed', async () => {
  const world = new World()
  const one = await world.join()
  await world.clock.run(settledMs)
  const readings: PromiseWithResolvers<void>[] = []
  one.gained = () => {
    const reading = Promise.withResolvers<void>()
    readings.push(reading)
    return reading.promise
  }
  world.nodes.isAway = true
  await world.clock.run(leaseMs)
  world.nodes.isAway = false
  await world.clock.run(heartbeatMs)
  assert.deepEqual([readings.length, one.membership.mayStart()], [1, false])
  readings[0]!.reject(new Error('the store does not answer'))
  await world.clock.run(heartbeatMs)
  assert.deepEqual([readings.length, one.membership.mayStart()], [2, false], 'it is read again')
  readings[1]!.resolve()
  await world.clock.run(heartbeatMs)
  assert.deepEqual([readings.length, one.membership.mayStart()], [2, true])
})

test('an outage that nobody is told of, with heartbeats that are answered late, ends nobody', async () => {
  const world = new World()
  const members = [await world.join(), await world.join()]
  await world.clock.run(settledMs)
  const ends = members.map(({ number }) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    world.nodes.silences.set(number, promise)
    return resolve
  })
  await world.clock.run(leaseMs + 2 * heartbeatMs)
  // Whoever beat last has seen the newest of the other one.
  for (const end of ends.toReversed()) {
    end()
    await world.clock.run(100)
  }
  await world.clock.run(settledMs)
  for (const { number, ended } of members) {
    assert.deepEqual([world.nodes.stateOf(number), ended], ['lives', null])
  }
})

test('a node that was taken for dead sends nothing more and ends', async () => {
  const world = new World()
  const [one, two] = [await world.join(), world.nodes.open()]
  await world.clock.run(0)
  assert.ok(await two.fence({ number: one.number, beatCount: 1 }))
  await world.clock.run(heartbeatMs)
  assert.ok(one.ended !== null)
  assert.deepEqual([one.owned.length, one.membership.mayStart()], [0, false])
})

test('a node that stops in good order frees what it owned at once', async () => {
  const world = new World()
  const [one, two] = [await world.join(), await world.join()]
  await world.clock.run(settledMs)
  await two.membership.stop()
  await world.clock.run(settledMs)
  assert.equal(one.owned.length, thousand.length)
  assert.equal(one.ended, null)
})
