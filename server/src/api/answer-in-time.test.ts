import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allSetOff, SimulatedClock } from '../../test/world/simulated-clock.ts'
import type { AcceptRequest, AcceptResult } from '../pipeline/pipeline.ts'
import type { Fact } from '../ports/observer.ts'
import { acceptInTime, acceptMsMax } from './answer-in-time.ts'

const request: AcceptRequest = { tenantKey: 1, tenantId: 'a', type: 'a.b', data: new Uint8Array() }
const accepted: AcceptResult = { kind: 'accepted', id: 'evt_1', matched: 0, isRepeat: false }

function door() {
  const clock = new SimulatedClock()
  const facts: Fact[] = []
  const asked = Promise.withResolvers<AcceptResult>()
  return {
    clock,
    facts,
    asked,
    tenantLimits: { secondsToWait: () => 0 },
    pipeline: { acceptEvent: () => asked.promise },
    observer: { observe: (fact: Fact) => void facts.push(fact) },
  }
}

test('an event whose store is silent is answered in bounded time as not known yet', async () => {
  const world = door()
  const answering = acceptInTime(request, world)
  await world.clock.run(acceptMsMax)
  assert.deepEqual(await answering, { kind: 'unknown' })
  world.asked.resolve(accepted)
  await allSetOff()
  assert.deepEqual(world.facts, [])
})

test('what is answered in time is answered as it is', async () => {
  const world = door()
  const answering = acceptInTime(request, world)
  await world.clock.run(acceptMsMax - 1)
  world.asked.resolve(accepted)
  assert.deepEqual(await answering, accepted)
})

test('a fault in time is the caller’s to know; a later one is told to the observer', async () => {
  const [early, late] = [door(), door()]
  const refused = assert.rejects(acceptInTime(request, early), /planted/)
  early.asked.reject(new Error('planted'))
  await refused
  assert.deepEqual(early.facts, [])
  const answering = acceptInTime(request, late)
  await late.clock.run(acceptMsMax)
  late.asked.reject(new Error('planted'))
  assert.deepEqual(await answering, { kind: 'unknown' })
  await allSetOff()
  assert.equal(late.facts[0]?.kind, 'fault')
})
