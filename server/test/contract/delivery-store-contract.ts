/** What every delivery store promises: an outcome counts once, and all due work is found again. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { claimContract } from './claim-contract.ts'
import { closeAll, recoveryContract, stateOf, waitingContract } from './open-work-contract.ts'
import {
  attemptOf,
  delivered,
  exhausted,
  failedUntil,
  failingHealth,
  type OpenFresh,
  startMs,
  withStore,
} from './fresh-store.ts'

export function deliveryStoreContract(engine: string, open: OpenFresh): void {
  describe(`delivery store on ${engine}`, () => {
    recordContract(open)
    claimContract(open)
    waitingContract(open)
    recoveryContract(open)
  })
}

function recordContract(open: OpenFresh): void {
  test('an outcome is there after a crash, its attempt whole', () =>
    withStore(open, async (fresh, world) => {
      const [delivery] = await world.accept([await world.subscribe()])
      const attempt = attemptOf(delivery!, { replyText: 'Grüße', status: 204 })
      await world.record(delivered(delivery!, { attempt }))
      await fresh.crash()
      const record = await world.store.history.findDelivery(world.tenant.key, delivery!)
      assert.equal(record?.state, 'delivered')
      assert.equal(record?.attemptCount, 1)
      assert.equal(record?.endedAtMs, startMs)
      assert.deepEqual(await world.store.history.attempts(world.tenant.key, delivery!), [attempt])
    }))

  test('an attempt keeps every kind of outcome', () =>
    withStore(open, async (_, world) => {
      const [delivery] = await world.accept([await world.subscribe()])
      const refusal = {
        kind: 'refused',
        errorClass: 'status-429',
        retryAfterMs: 1_500,
        isSlowDown: true,
        isGone: false,
      } as const
      const gone = {
        ...refusal,
        errorClass: 'status-410',
        retryAfterMs: null,
        isGone: true,
      } as const
      const unreached = { kind: 'unreached', errorClass: 'dns' } as const
      const outcomes = [refusal, gone, unreached]
      const attempts = outcomes.map((outcome, index) =>
        attemptOf(delivery!, { outcome, number: index + 1, status: index === 2 ? null : 429 }),
      )
      for (const [index, attempt] of attempts.entries()) {
        const current = { ...delivery!, attemptCount: index }
        await world.record(failedUntil(current, 0, { attempt, hasRow: index > 0 }))
      }
      assert.deepEqual(await world.store.history.attempts(world.tenant.key, delivery!), attempts)
    }))

  test('a failed attempt leaves a row that is due again, and the next one goes on from it', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      await world.record(failedUntil(delivery!, startMs + 5_000))
      await fresh.crash()
      const [again] = await world.claimed(number)
      assert.deepEqual(again, { ...delivery!, attemptCount: 1, dueAtMs: startMs + 5_000 })
      await world.record(delivered(again, { hasRow: true }))
      assert.deepEqual(await world.claimed(number), [])
      const attempts = await world.store.history.attempts(world.tenant.key, delivery!)
      assert.deepEqual(
        attempts.map((attempt) => [attempt.number, attempt.outcome.kind]),
        [
          [1, 'refused'],
          [2, 'accepted'],
        ],
      )
    }))

  test('the same outcome handed in again changes nothing', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [first, second] = [await world.accept([number]), await world.accept([number])]
      const records = [delivered(first[0]!), failedUntil(second[0]!, startMs + 5)]
      for (let times = 0; times < 3; times += 1) await world.record(...records)
      const moved = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
      const row = { ...second[0]!, attemptCount: 1 }
      const record = { ...failedUntil(row, 0, { hasRow: true }), next: moved }
      await world.record(record)
      await world.record(record)
      const ended = { ...row, attemptCount: 2 }
      await world.record(exhausted(ended, { hasRow: true }))
      await world.record(exhausted(ended, { hasRow: true }))
      const { history } = world.store
      assert.equal((await history.attempts(world.tenant.key, first[0]!)).length, 1)
      assert.equal((await history.attempts(world.tenant.key, second[0]!)).length, 3)
      const ledger = await history.ledger({ recount: true })
      assert.equal(ledger.delivered, 1)
      assert.equal(ledger.exhausted, 1)
      assert.deepEqual(await history.ledger({ recount: false }), ledger)
      const { health } = (await world.store.subscriptions.find(world.tenant.key, number))!
      assert.deepEqual([health.callCount, health.errorCount], [4, 3])
    }))

  test('an attempt in flight when its delivery was closed is kept, and the end stays', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.acceptWaiting([number])
      await closeAll(world, number)
      await world.record(delivered(delivery!, { hasRow: true }))
      await world.record(failedUntil(delivery!, 0, { hasRow: true }))
      const record = await world.store.history.findDelivery(world.tenant.key, delivery!)
      assert.equal(record?.state, 'cancelled')
      assert.equal((await world.store.history.attempts(world.tenant.key, delivery!)).length, 1)
      assert.deepEqual(await world.claimed(number), [])
      const ledger = await world.store.history.ledger({ recount: true })
      assert.deepEqual([ledger.delivered, ledger.cancelled, ledger.unaccountedCount], [0, 1, 0])
    }))

  test('outcomes handed in at once are written all or none', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [good] = await world.accept([number])
      const [other] = await world.accept([number])
      const broken = delivered(other!, {
        attempt: attemptOf(other!, { startedAtMs: Number.NaN }),
      })
      await assert.rejects(world.record(delivered(good!), broken))
      assert.equal(await stateOf(world, good!), 'pending')
      await world.record(delivered(good!))
      assert.equal(await stateOf(world, good!), 'delivered')
    }))

  test('health and state are written with the outcome; the last of a commit wins', () =>
    withStore(open, async (fresh, world) => {
      const number = await world.subscribe()
      const deliveries = [...(await world.accept([number])), ...(await world.accept([number]))]
      const status = {
        state: 'disabled',
        reason: 'too-many-failures',
        sinceMs: startMs + 9,
        releasingSinceMs: null,
      } as const
      const early = { ...failingHealth, streak: 1 }
      await Promise.all([
        world.record(failedUntil(deliveries[0]!, 0, { health: early, status })),
        world.record(failedUntil(deliveries[1]!, 0, { health: failingHealth })),
      ])
      await fresh.crash()
      const found = (await world.store.subscriptions.find(world.tenant.key, number))!
      assert.deepEqual(found.status, status)
      // Totals are counted from the attempts, not taken from what was handed in.
      assert.deepEqual(found.health, {
        ...failingHealth,
        callCount: 2,
        errorCount: 2,
        lastAttemptAtMs: startMs + 8,
      })
    }))

  test('an outcome of a deleted subscription does not bring it back', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      const { key: tenantKey } = world.tenant
      const deleted = { reason: null, sinceMs: startMs, releasingSinceMs: null }
      await world.store.subscriptions.change({
        tenantKey,
        number,
        expectedVersion: null,
        status: { state: 'deleted', ...deleted },
        nowMs: startMs,
      })
      const status = { state: 'disabled', ...deleted } as const
      await world.record(exhausted(delivery!, { health: failingHealth, status }))
      const found = await world.store.subscriptions.find(tenantKey, number)
      assert.equal(found?.status.state, 'deleted')
    }))
}
