import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inboxListenerContract } from '../../../test/contract/inbox-listener-contract.ts'
import { SeededRandom } from '../../../test/world/seeded-random.ts'
import { SimulatedClock } from '../../../test/world/simulated-clock.ts'
import type { InboxId } from '../../domain/inbox.ts'
import { inboxBodyBytesMax, inboxBytesInAllMax } from '../../domain/limits.ts'
import { openLoopbackInboxes } from './loopback-inboxes.ts'
import { RequestShelf } from './request-shelf.ts'

inboxListenerContract('loopback', async (t) => {
  const inboxes = new Map()
  const clock = new SimulatedClock()
  const listener = await openLoopbackInboxes({
    clock,
    random: new SeededRandom('inboxes'),
    connectionsMax: 100,
    onFault: (error) => assert.ifError(error),
    find: (id) => Promise.resolve(inboxes.get(id) ?? null),
  })
  t.after(() => listener.close())
  return { listener, clock, inboxes }
})

test('all inboxes together keep a bounded number of bytes, and what came first goes first', () => {
  const shelf = new RequestShelf()
  const body = new Uint8Array(inboxBodyBytesMax)
  const idOf = (number: number): InboxId => `ibx_${number.toString(16).padStart(32, '0')}`
  const count = inboxBytesInAllMax / inboxBodyBytesMax + 3
  for (let number = 1; number <= count; number += 1) {
    const facts = { id: `irq_${number}`, receivedAtMs: 0, method: 'POST', headers: [] }
    const reply = { kind: 'closed' } as const
    shelf.put(idOf(number), { ...facts, number, body, bodyBytes: body.length, reply })
  }
  const kept = Array.from({ length: count }, (_, index) => shelf.count(idOf(index + 1)))
  // A request costs a little more than its body.
  assert.deepEqual(kept, [0, 0, 0, 0, ...Array.from({ length: count - 4 }, () => 1)])
})
