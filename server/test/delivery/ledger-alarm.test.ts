/** An imbalance of the ledger rings where an operator listens. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLedgerRecounter } from '../../src/maintenance/ledger-recounter.ts'
import { createMetricsObserver } from '../../src/observers/metrics-observer.ts'
import type { Fact } from '../../src/ports/observer.ts'
import { HistoryBusy } from '../../src/ports/history.ts'
import { openOn } from '../../src/stores/sqlite/open-sqlite-store.ts'
import { openWriter } from '../../src/stores/sqlite/sqlite-engine.ts'
import { delivered, hourMs, MovableClock, StoreWorld, testRandom } from '../contract/fresh-store.ts'
import { replaceMethods } from '../simulation/intercept.ts'

const noGauges = {
  inFlight: () => 0,
  queued: () => 0,
  oldestQueuedSeconds: () => 0,
  sickSubscriptions: () => 0,
  logBytes: () => 0,
  commits: () => 0,
  commitWaitSeconds: () => 0,
  ledger: async () => ({}),
}

async function alarmWorld() {
  let passedMs = 0
  const clock = new MovableClock()
  const monotonicMs = (): number => passedMs
  const recounterClock = { nowMs: () => clock.nowMs(), monotonicMs, after: () => () => {} }
  const passTime = (ms: number): void => {
    passedMs += ms
  }
  const engine = openWriter(':memory:')
  const store = openOn(engine, ':memory:', {
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    onFatal(error) {
      throw error
    },
  })
  const world = await StoreWorld.begin({ clock, store } as never)
  const number = await world.subscribe()
  const facts: Fact[] = []
  const metrics = createMetricsObserver(noGauges)
  const observer = {
    observe(fact: Fact) {
      facts.push(fact)
      metrics.observe(fact)
    },
  }
  const recounter = createLedgerRecounter({ store, clock: recounterClock, observer })
  const unaccounted = async (): Promise<string | undefined> =>
    /^posthorn_ledger_unaccounted (\S+)$/m.exec(await metrics.text())?.[1]
  const given = { world, engine, store, number, clock: recounterClock, observer }
  return { ...given, recounter, facts, unaccounted, passTime }
}

test('a delivery that is lost from the rows is seen by the next recount', async () => {
  const { world, engine, store, number, recounter, unaccounted, passTime } = await alarmWorld()
  const [done] = await world.acceptWaiting([number])
  await world.acceptWaiting([number])
  await world.record(delivered(done!, { hasRow: true }))
  await store.deliveries.keepWaiting({ deliveries: [], settledSeq: Number.MAX_SAFE_INTEGER })
  assert.equal(await unaccounted(), 'Nan', 'nothing is said before it was counted')
  await recounter.run()
  assert.equal(await unaccounted(), '0')

  engine.run('DELETE FROM waiting')
  passTime(hourMs - 1)
  await recounter.run()
  assert.equal(await unaccounted(), '0', 'it is counted once an hour')
  passTime(1)
  await recounter.run()
  assert.equal(await unaccounted(), '1')
  await store.close()
})

test('a recount that the store could not make now is made at the next turn', async () => {
  const { store, facts, clock, observer } = await alarmWorld()
  let isBusy = true
  const history = replaceMethods(store.history, {
    ledger: (request) =>
      isBusy ? Promise.reject(new HistoryBusy('planted')) : store.history.ledger(request),
  })
  const recounter = createLedgerRecounter({ store: { ...store, history }, clock, observer })
  await recounter.run()
  assert.deepEqual(facts, [])
  isBusy = false
  await recounter.run()
  assert.deepEqual(facts, [{ kind: 'ledger-recounted', unaccountedCount: 0 }])
  await store.close()
})
