/**
 * Whatever happens to a store in whatever order, crashes included: its books balance with a model
 * that a child could keep, and every open delivery is found again exactly once.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PendingDelivery } from '../../src/domain/delivery.ts'
import type { Store } from '../../src/ports/ports.ts'
import {
  firstDelivery,
  type FreshStore,
  type OpenFresh,
  type StoreWorld,
  withStore,
} from './fresh-store.ts'
import { Model, nameOf, recordOf, type Step, step, subscriptionCount } from './store-steps.ts'

export function randomOperationsContract(engine: string, open: OpenFresh, runCount: number): void {
  test(`on ${engine} the books balance and no open delivery is lost or doubled`, async () => {
    const steps = fc.array(step, { minLength: 20, maxLength: 80 })
    const run = (drawn: readonly Step[]): Promise<void> =>
      withStore(open, async (fresh, world) => {
        for (let count = 0; count < subscriptionCount; count += 1) await world.subscribe()
        const machine = new StoreMachine(fresh, world)
        for (const one of drawn) await machine.take(one)
        await machine.check()
      })
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: runCount })
  })
}

/** Does to a store what was drawn, and to the model the same. */
export class StoreMachine {
  readonly model = new Model()
  readonly #fresh: FreshStore
  readonly #world: StoreWorld

  constructor(fresh: FreshStore, world: StoreWorld) {
    this.#fresh = fresh
    this.#world = world
  }

  get store(): Store {
    return this.#fresh.store
  }

  async take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'accept':
        return this.#accept(one)
      case 'record':
        return this.#record(one)
      case 'give-rows':
        return this.#giveRows()
      case 'resend':
        return this.#resend(one.pick)
      case 'sweep':
        return this.#sweep(one.subscription, one.limit)
      case 'expire':
        return this.#expire(one.limit)
      case 'pass-time':
        return this.#fresh.clock.move(130_000)
      case 'fold':
        return this.store.upkeep.fold()
      case 'drop':
        while (await this.store.upkeep.dropBefore(this.#keptFromMs())) continue
        return
      case 'crash':
        return this.#crash()
    }
  }

  /** Two minutes are kept. */
  #keptFromMs(): number {
    return this.#fresh.clock.nowMs() - 120_000
  }

  async #accept(one: Extract<Step, { kind: 'accept' }>): Promise<void> {
    const { isWaiting } = one
    const event = this.#world.event()
    const targets = one.targets.map((subscriptionNumber) => ({ subscriptionNumber, isWaiting }))
    const result = await this.#flushed(this.#world.append(event, targets))
    assert.ok(result.kind === 'stored')
    this.model.accepted += targets.length
    for (const target of one.targets) {
      this.model.add(firstDelivery(event.id, result.seq, target), isWaiting, event.acceptedAtMs)
    }
  }

  async #record(one: Extract<Step, { kind: 'record' }>): Promise<void> {
    const picked = this.model.pick(one.pick)
    if (picked === undefined) return
    const { delivery, hasRow } = picked
    const record = recordOf(one.outcome, delivery, hasRow)
    const recorded = [this.store.deliveries.recordOutcomes([record])]
    if (one.isTwice) recorded.push(this.store.deliveries.recordOutcomes([record]))
    await this.#flushed(Promise.all(recorded))
    this.model.attemptCount += 1
    if (record.next.state !== 'pending') {
      this.model.end(nameOf(delivery), record.next.state)
      return
    }
    picked.hasRow = true
    const found = await this.#claimed(delivery.subscriptionNumber)
    picked.delivery = found.find((row) => nameOf(row) === nameOf(delivery))!
    assert.equal(picked.delivery.attemptCount, delivery.attemptCount + 1)
  }

  async #giveRows(): Promise<void> {
    const rowless = [...this.model.open.values()].filter((open) => !open.hasRow)
    const deliveries = rowless.map((open) => open.delivery)
    const settledSeq = this.#newestSeq()
    await this.#flushed(this.store.deliveries.keepWaiting({ deliveries, settledSeq }))
    for (const open of rowless) open.hasRow = true
  }

  #newestSeq(): number {
    const all = [...this.model.finals, ...[...this.model.open.values()].map((o) => o.delivery)]
    return Math.max(0, ...all.map((delivery) => delivery.eventSeq))
  }

  async #resend(pick: number): Promise<void> {
    const { finals } = this.model
    const final = finals[pick % Math.max(1, finals.length)]
    if (final === undefined) return
    const request = { runKind: 'resend', deliveries: [final], replay: null } as const
    const [key] = await this.#flushed(this.store.deliveries.startRuns(request))
    // Retention may have dropped the event.
    if (key === undefined) return
    this.model.resends += 1
    const rows = await this.#claimed(final.subscriptionNumber)
    const row = rows.find((found) => nameOf(found) === nameOf(key))!
    const event = await this.store.history.findEvent(this.#world.tenant.key, key.eventId)
    this.model.add(row, true, event!.event.acceptedAtMs)
  }

  async #sweep(subscriptionNumber: number, limit: number): Promise<void> {
    const nowMs = this.#fresh.clock.nowMs()
    const request = { state: 'cancelled', subscriptionNumber, limit, nowMs } as const
    const keys = await this.#flushed(this.store.deliveries.closeWaiting(request))
    for (const key of keys) this.model.end(nameOf(key), 'cancelled')
  }

  async #expire(limit: number): Promise<void> {
    const acceptedBeforeMs = this.#keptFromMs()
    const nowMs = this.#fresh.clock.nowMs()
    const request = { state: 'expired', acceptedBeforeMs, limit, nowMs } as const
    const keys = await this.#flushed(this.store.deliveries.closeWaiting(request))
    const due = [...this.model.open.values()].filter(
      (open) => open.hasRow && open.acceptedAtMs < acceptedBeforeMs,
    )
    assert.equal(keys.length, Math.min(limit, due.length))
    for (const key of keys) {
      assert.ok(this.model.open.get(nameOf(key))!.acceptedAtMs < acceptedBeforeMs)
      this.model.end(nameOf(key), 'expired')
    }
  }

  async #crash(): Promise<void> {
    await this.#fresh.crash()
    const lost = [...this.model.open.values()].filter((open) => !open.hasRow)
    assert.equal(await this.store.deliveries.recover(), lost.length)
    for (const open of lost) {
      open.hasRow = true
      open.delivery = { ...open.delivery, recoveryCount: 1 }
    }
  }

  async check(): Promise<void> {
    const { model } = this
    const { delivered: deliveredCount, exhausted: exhaustedCount, cancelled, expired } = model.ended
    const expected = {
      accepted: model.accepted,
      resends: model.resends,
      replays: 0,
      delivered: deliveredCount,
      exhausted: exhaustedCount,
      cancelled,
      expired,
      open: model.open.size,
      unaccountedCount: 0,
    }
    for (const then of ['as it is', 'folded']) {
      if (then === 'folded') await this.store.upkeep.fold()
      for (const recount of [true, false]) {
        assert.deepEqual(await this.store.history.ledger({ recount }), expected, then)
      }
    }
    await this.#crash()
    const { subscriptions } = await this.store.subscriptions.load(null)
    const callCounts = subscriptions.map((one) => one.health.callCount)
    assert.equal(
      callCounts.reduce((sum, count) => sum + count, 0),
      model.attemptCount,
      'each attempt counts once',
    )
    const found: PendingDelivery[] = []
    for (let index = 1; index <= subscriptionCount; index += 1) {
      found.push(...(await this.#claimed(index)))
    }
    const byName = (a: PendingDelivery, b: PendingDelivery): number =>
      nameOf(a) < nameOf(b) ? -1 : 1
    const open = [...model.open.values()].map((one) => one.delivery)
    assert.deepEqual(found.toSorted(byName), open.toSorted(byName))
    assert.deepEqual(await this.store.history.ledger({ recount: true }), expected, 'recovered')
  }

  /** Commits at once what was handed in, since no test waits for time. */
  #flushed<Result>(handedIn: Promise<Result>): Promise<Result> {
    this.#fresh.flush()
    return handedIn
  }

  async #claimed(subscriptionNumber: number): Promise<PendingDelivery[]> {
    const rows = await this.store.deliveries.claimDue({
      subscriptionNumber,
      nowMs: Number.MAX_SAFE_INTEGER,
      limit: 10_000,
      order: 'accepted',
      held: new Set(),
    })
    return rows.map((row) => row.delivery)
  }
}
