/** What every replay store promises: each match once, in accept order, in bounded steps. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReplayCursor, ReplayFilter } from '../../src/domain/replay.ts'
import type { OutcomeRecord } from '../../src/ports/delivery-store.ts'
import type { CandidatePage } from '../../src/ports/replay-store.ts'
import {
  delivered,
  exhausted,
  type OpenFresh,
  sampleConfig,
  startMs,
  StoreWorld,
  withStore,
} from './fresh-store.ts'

export function replayStoreContract(engine: string, open: OpenFresh): void {
  describe(`replay store on ${engine}`, () => {
    test('a replay ends where the accept order stood when it was made', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [before] = await world.accept([number])
        const replay = await createReplay(world, '1')
        const [after] = await world.accept([number])
        assert.ok(before!.eventSeq <= replay.untilSeq && replay.untilSeq < after!.eventSeq)
        assert.deepEqual(
          { ...replay, untilSeq: 0 },
          {
            id: replayId('1'),
            tenantKey: world.tenant.key,
            filter: all,
            untilSeq: 0,
            cursorSeq: 0,
            cursorSubscription: 0,
            ratePerSecond: 7.5,
            startedCount: 0,
            isDone: false,
            createdAtMs: startMs,
          },
        )
        await fresh.crash()
        assert.deepEqual(await world.store.replays.openReplays(), [replay])
        assert.deepEqual(await world.store.history.replays(world.tenant.key), [replay])
      }))

    test('a step and its runs are one commit; a replay that is done is open no more', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [delivery] = await world.accept([number])
        await world.record(exhausted(delivery!))
        const replay = await createReplay(world, '1')
        const step = {
          id: replay.id,
          cursorSeq: replay.untilSeq,
          cursorSubscription: 7,
          startedCount: 1,
          isDone: true,
        }
        await world.store.deliveries.startRuns({
          runKind: 'replay',
          deliveries: [delivery!],
          replay: step,
        })
        await fresh.crash()
        assert.equal((await world.claimed(number)).length, 1)
        assert.deepEqual(await world.store.replays.openReplays(), [])
        const done = { ...replay, ...step }
        assert.deepEqual(await world.store.history.replays(world.tenant.key), [done])
      }))

    test('candidates come in accept order, each event and subscription once', () =>
      withStore(open, async (_, world) => {
        const [a, b] = [await world.subscribe(), await world.subscribe()]
        const first = await world.accept([a, b])
        const second = await world.accept([a])
        await world.record(exhausted(first[0]!), delivered(first[1]!), exhausted(second[0]!))
        await world.store.deliveries.startRuns({
          runKind: 'resend',
          deliveries: [first[0]!],
          replay: null,
        })
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(world, all), names(first[0], first[1], second[0]))
          const ofA = { ...all, subscriptionNumber: a }
          assert.deepEqual(await found(world, ofA), names(first[0], second[0]))
        }
      }))

    test('the latest run decides the state that is looked for', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [again] = await world.accept([number])
        const [once] = await world.accept([number])
        await world.record(exhausted(again!), exhausted(once!))
        await world.store.deliveries.startRuns({
          runKind: 'resend',
          deliveries: [again!],
          replay: null,
        })
        const [run] = await world.claimed(number)
        await world.record(delivered(run!, { hasRow: true }))
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(world, { ...all, states: ['exhausted'] }), names(once))
          assert.deepEqual(await found(world, { ...all, states: ['delivered'] }), names(again))
        }
      }))

    test('what ended undelivered is found whole, whatever lies between', () =>
      withStore(open, async (_, world) => {
        const [a, b] = [await world.subscribe(), await world.subscribe()]
        const expected: string[] = []
        const records: OutcomeRecord[] = []
        for (let count = 0; count < 1_300; count += 1) {
          const [first, second] = await accepted(world, a, b)
          const isExhausted = count % 2 === 0
          records.push(isExhausted ? exhausted(first!) : delivered(first!), delivered(second!))
          if (isExhausted) expected.push(...names(first))
        }
        const [old] = await world.acceptWaiting([b], { acceptedAtMs: startMs - 10 })
        await world.record(...records)
        await world.store.deliveries.closeWaiting({
          state: 'expired',
          acceptedBeforeMs: startMs - 5,
          limit: 1,
          nowMs: startMs,
        })
        await world.store.upkeep.fold()
        const states = ['exhausted', 'expired'] as const
        const failed = { ...all, states }
        assert.deepEqual(await found(world, failed, 400), [...expected, ...names(old)])
        const ofB = { ...failed, subscriptionNumber: b }
        assert.deepEqual(await found(world, ofB), names(old))
      }))

    test('candidates are found by type and time', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const [a] = await world.accept([number], { type: 'x.one' })
        fresh.clock.move(60_000)
        const [b] = await world.accept([number], { type: 'x.two' })
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(world, { ...all, type: 'x.two' }), names(b))
          assert.deepEqual(await found(world, { ...all, untilMs: startMs + 1 }), names(a))
          assert.deepEqual(await found(world, { ...all, sinceMs: startMs + 1 }), names(b))
        }
      }))

    test('events that a paused subscription would have got are found when asked for', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [got] = await world.accept([number])
        await setState(world, number, 'paused')
        const missed = world.event({ type: 'contact.missed' })
        await world.append(missed)
        await world.append(world.event({ type: 'order.unwanted' }))
        await setState(world, number, 'active')
        await world.append(world.event({ type: 'contact.unmatched' }))
        const filter = { ...all, subscriptionNumber: number }
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(world, filter), names(got))
          const both = { ...filter, includesUndelivered: true }
          const missedName = `${missed.id}/${number}`
          assert.deepEqual(await found(world, both), [...names(got), missedName])
          const failedToo = { ...both, states: ['exhausted'] as const }
          assert.deepEqual(await found(world, failedToo), [missedName])
        }
      }))

    test('of what a paused subscription missed, a filter lets through what it wanted then', () =>
      withStore(open, async (_, world) => {
        const filter = { 'data.country': { eq: 'NO' } }
        const number = await world.subscribe({ config: { ...sampleConfig, filter } })
        await setState(world, number, 'paused')
        const of = (country: string) =>
          world.event({ type: 'contact.missed', data: Buffer.from(JSON.stringify({ country })) })
        const missed = of('NO')
        await world.append(of('SE'))
        await world.append(missed)
        const asked = { ...all, subscriptionNumber: number, includesUndelivered: true }
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(world, asked), [`${missed.id}/${number}`])
        }
      }))

    test('a page ends at its limit, within an event too, and goes on behind its cursor', () =>
      withStore(open, async (_, world) => {
        const numbers = [await world.subscribe(), await world.subscribe(), await world.subscribe()]
        const first = await world.accept(numbers)
        const second = await world.accept(numbers)
        const request = { tenantKey: world.tenant.key, filter: all, untilSeq: null }
        const page = ({ cursorSeq, cursorSubscription }: ReplayCursor, limit: number) =>
          world.store.replays.candidates({ ...request, cursorSeq, cursorSubscription, limit })
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          const one = await page(beginning, 2)
          assert.deepEqual(one.deliveries.map(nameOf), names(first[0], first[1]))
          assert.deepEqual(
            [one.cursorSeq, one.cursorSubscription, one.isAtEnd],
            [first[0]!.eventSeq - 1, numbers[1], false],
          )
          const two = await page(one, 2)
          assert.deepEqual(two.deliveries.map(nameOf), names(first[2], second[0]))
          const three = await page(two, 4)
          assert.deepEqual(three.deliveries.map(nameOf), names(second[1], second[2]))
          assert.equal(three.isAtEnd, true)
        }
      }))

    test('the scan ends at its end and says so, events above are not looked at', () =>
      withStore(open, async (_, world) => {
        const number = await world.subscribe()
        const [a] = await world.accept([number])
        await world.accept([number])
        const page = await world.store.replays.candidates({
          tenantKey: world.tenant.key,
          filter: all,
          ...beginning,
          untilSeq: a!.eventSeq,
          limit: 10,
        })
        assert.deepEqual(page.deliveries.map(nameOf), names(a))
        assert.deepEqual([page.cursorSeq, page.isAtEnd], [a!.eventSeq, true])
      }))

    test('another tenant finds no candidate', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const number = await world.subscribe()
        await world.accept([number])
        for (const isFolded of [false, true]) {
          if (isFolded) await world.store.upkeep.fold()
          assert.deepEqual(await found(other, all), [])
          const named = { ...all, subscriptionNumber: number, includesUndelivered: true }
          assert.deepEqual(await found(other, named), [])
        }
        assert.deepEqual(await other.store.history.replays(other.tenant.key), [])
      }))
  })
}

const all: ReplayFilter = {
  states: null,
  subscriptionNumber: null,
  type: null,
  sinceMs: null,
  untilMs: null,
  includesUndelivered: false,
}

const beginning: ReplayCursor = { cursorSeq: 0, cursorSubscription: 0 }

function replayId(digit: string): `rpl_${string}` {
  return `rpl_${digit.repeat(32)}`
}

function createReplay(world: StoreWorld, digit: string) {
  return world.store.replays.createReplay({
    id: replayId(digit),
    tenantKey: world.tenant.key,
    filter: all,
    ratePerSecond: 7.5,
    createdAtMs: world.nowMs,
  })
}

type Found = CandidatePage['deliveries'][number]

/** Commits are not waited for one by one, so that many are quick. */
function accepted(world: StoreWorld, ...subscriptions: number[]) {
  const deliveries = world.accept(subscriptions)
  world.fresh.flush()
  return deliveries
}

async function found(world: StoreWorld, filter: ReplayFilter, limit = 1): Promise<string[]> {
  const deliveries: Found[] = []
  let cursor: ReplayCursor = beginning
  for (let isAtEnd = false; !isAtEnd;) {
    const page = await world.store.replays.candidates({
      tenantKey: world.tenant.key,
      filter,
      cursorSeq: cursor.cursorSeq,
      cursorSubscription: cursor.cursorSubscription,
      untilSeq: null,
      limit,
    })
    assert.ok(page.deliveries.length <= limit)
    deliveries.push(...page.deliveries)
    cursor = page
    isAtEnd = page.isAtEnd
  }
  return deliveries.map(nameOf)
}

function nameOf(target: Pick<Found, 'eventId' | 'subscriptionNumber'>): string {
  return `${target.eventId}/${target.subscriptionNumber}`
}

function names(...targets: readonly (Found | undefined)[]): string[] {
  return targets.map((target) => nameOf(target!))
}

async function setState(
  world: StoreWorld,
  number: number,
  state: 'active' | 'paused',
): Promise<void> {
  const changed = await world.store.subscriptions.change({
    tenantKey: world.tenant.key,
    number,
    expectedVersion: null,
    status: { state, reason: null, sinceMs: world.nowMs, releasingSinceMs: null },
    nowMs: world.nowMs,
  })
  world.configVersion = changed!.configVersion
}
