/**
 * A payload that ends what makes the attempts (the sending thread), while the process lives on: it
 * is found out and set aside like one that kills the process, and what was beside it goes out.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventId } from '../../src/domain/ids.ts'
import { makeAttempt } from '../../src/pipeline/send-delivery.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { type AttemptRequest, SenderEnded, type SentAttempt } from '../../src/ports/sender.ts'
import { type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'

const restartMs = 400
const poison = { data: { text: 'poison' } }

interface Asked {
  readonly request: AttemptRequest
  readonly resolve: (sent: SentAttempt) => void
  readonly reject: (error: unknown) => void
}

/** What such a sender has seen; of the last process that was opened. */
class Seen {
  /** How often each event was in it. */
  readonly counts = new Map<EventId, number>()
  /** How many were in it each time it ended. */
  readonly ends: number[] = []
  end: () => void = () => {}
  /** How long an attempt of the poison takes to end it. */
  tookMs = 20
}

/** Makes attempts as a thread does: it ends with all that is in it, and is up again a moment later. */
function withFragileSender(seen: Seen): (ports: Ports) => Ports {
  return (ports) => {
    let inIt = new Set<Asked>()
    let waiting: Asked[] | null = null
    const make = (asked: Asked): void => {
      const { event } = asked.request
      seen.counts.set(event.id, (seen.counts.get(event.id) ?? 0) + 1)
      inIt.add(asked)
      if (Buffer.from(event.data).includes('poison')) {
        ports.clock.after(seen.tookMs, () => {
          if (inIt.has(asked)) seen.end()
        })
        return
      }
      makeAttempt(asked.request, ports).then((sent) => {
        if (inIt.delete(asked)) asked.resolve(sent)
      }, asked.reject)
    }
    seen.end = () => {
      const lost = inIt
      inIt = new Set()
      waiting = []
      seen.ends.push(lost.size)
      for (const { reject } of lost) reject(new SenderEnded(lost.size))
      ports.clock.after(restartMs, () => {
        const asked = waiting ?? []
        waiting = null
        asked.forEach(make)
      })
    }
    const send = (request: AttemptRequest) =>
      new Promise<SentAttempt>((resolve, reject) => {
        const asked = { request, resolve, reject }
        if (waiting === null) make(asked)
        else waiting.push(asked)
      })
    return { ...ports, sender: { send, close: () => Promise.resolve() } }
  }
}

function fragile(run: (world: DeliveryWorld, seen: Seen) => Promise<void>) {
  const seen = new Seen()
  return inWorld((world) => run(world, seen), { wrap: withFragileSender(seen) })
}

for (const dialect of ['superoffice', 'standard'] as const) {
  test(
    `a payload that ends the sender (${dialect}) is quarantined once it did so alone, and shown`,
    fragile(async (world, seen) => {
      const [bad, good] = [world.receiver('bad'), world.receiver('good')]
      good.always({ status: 200, tookMs: 200 })
      const one = await world[dialect](bad, { patterns: ['bad.made'] })
      const other = await world[dialect](good, { patterns: ['good.made'] })
      const ids: EventId[] = []
      for (let count = 0; count < 8; count += 1) ids.push(await world.accept({ type: 'good.made' }))
      const bane = await world.accept({ type: 'bad.made', ...poison })
      const after = await world.accept({ type: 'bad.made' })
      await world.run(minuteMs)

      const { state, isQuarantined } = await world.delivery(bane, one)
      assert.deepEqual([state, isQuarantined], ['pending', true])
      assert.equal(world.factsOf('delivery-quarantined').length, 1)
      assert.ok(seen.ends.length <= 5, `${seen.ends.length} ends`)
      assert.equal(seen.ends.at(-1), 1, 'at last it was alone')
      assert.deepEqual(await world.states(ids, other), Array(8).fill('delivered'))
      assert.equal((await world.delivery(after, one)).state, 'delivered')
      await world.run(5 * minuteMs)
      assert.ok(seen.ends.length <= 5, 'and it stays so')
    }),
  )
}

const companies = [
  { silentCount: 0, withinMs: 25 * secondMs },
  // A delivery that runs alone waits until those that hang have come to their end.
  { silentCount: 5, withinMs: 2 * minuteMs },
]
for (const { silentCount, withinMs } of companies) {
  test(
    `160 in the sender, of 40 endpoints of which ${silentCount} hang, beside a payload that ends it: they go out soon`,
    fragile(async (world, seen) => {
      const numbers: number[] = []
      for (let index = 0; index < 40; index += 1) {
        const receiver = world.receiver(`origin-${index}`)
        receiver.always(index < silentCount ? 'silent' : { status: 200, tookMs: 150 })
        numbers.push(await world.standard(receiver, { patterns: ['good.made'] }))
      }
      const bad = await world.standard(world.receiver('bad'), { patterns: ['bad.made'] })
      const ids: EventId[] = []
      for (let count = 0; count < 4; count += 1) ids.push(await world.accept({ type: 'good.made' }))
      const bane = await world.accept({ type: 'bad.made', ...poison })
      await world.run(withinMs)

      assert.equal(seen.ends[0], 161)
      assert.ok(seen.ends.length <= 5, `${seen.ends.length} ends`)
      for (const number of numbers.slice(silentCount)) {
        assert.deepEqual(await world.states(ids, number), Array(4).fill('delivered'))
      }
      assert.equal((await world.delivery(bane, bad)).isQuarantined, true)
      assert.equal(world.factsOf('delivery-quarantined').length, 1)
      const uncounted = world.factsOf('attempt-uncounted').length
      assert.ok(uncounted < 161 + 80, `${uncounted} attempts were lost, hardly any twice`)
    }),
  )
}

test(
  'ends of the sender that others cause quarantine nobody that comes through its attempt',
  fragile(async (world, seen) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.always({ status: 500, tookMs: 100 })
    const id = await world.accept()
    for (let end = 0; end < 5; end += 1) {
      const { length } = receiver.requests
      await world.sleep(20 * hourMs)
      await world.until(() => receiver.requests.length > length)
      seen.end()
      await world.run(minuteMs)
    }
    receiver.always(200)
    await world.sleep(30 * hourMs)
    await world.run(minuteMs)
    assert.equal((await world.delivery(id, number)).state, 'delivered')
    assert.deepEqual(world.factsOf('delivery-quarantined'), [])
  }),
)

test(
  'an end of the sender costs no attempt and counts against nobody',
  fragile(async (world, seen) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers('silent')
    const id = await world.accept()
    await world.run(secondMs)
    seen.end()
    await world.run(10 * secondMs)

    assert.deepEqual(receiver.headers('x-superoffice-retry'), ['0', '0'])
    assert.equal((await world.delivery(id, hook)).attemptCount, 1)
    assert.equal(world.subscription(hook).health.errorCount, 0)
  }),
)

test(
  'a crash while a delivery waits after an end of the sender loses and repeats nothing of it',
  fragile(async (world, seen) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    receiver.answers('silent')
    const id = await world.accept()
    await world.run(100)
    seen.end()
    await world.run(50)
    world.crash()
    await world.start()
    await world.run(minuteMs)

    assert.equal(receiver.requests.length, 2)
    assert.equal((await world.delivery(id, hook)).state, 'delivered')
  }),
)
