import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../../test/world/simulated-clock.ts'
import type { ReplyFacts } from '../ports/sender.ts'
import { EgressWatch } from './egress-watch.ts'

const answered: ReplyFacts = { kind: 'answered' }
const reset: ReplyFacts = { kind: 'unreached', errorClass: 'reset', hadReplyBytes: false }

function makeWatch() {
  const clock = new SimulatedClock()
  const watch = new EgressWatch(clock, { observe: () => undefined })
  /** Hosts or ports of one tenant, each of which gives this reply. */
  const all = (tenantKey: number, origins: readonly string[], reply: ReplyFacts): void => {
    for (const origin of origins) watch.learn({ tenantKey, origin }, reply)
  }
  return { clock, watch, all }
}

const hosts = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, index) => `https://${name}${index}.example:443`)
const ports = (count: number, host: string): string[] =>
  Array.from({ length: count }, (_, index) => `http://${host}:${8_000 + index}`)

test('endpoints of one tenant, however many, do not stop what others send', async () => {
  const { clock, watch, all } = makeWatch()
  const evil = hosts(200, 'evil')
  const good = hosts(3, 'good')
  all(1, evil, answered)
  all(2, good, answered)
  for (let round = 0; round < 60; round += 1) {
    all(1, evil, reset)
    all(2, good, answered)
    all(1, evil, reset)
    assert.equal(watch.isDown, false, `round ${round}`)
    await clock.run(1_000)
  }
})

test('a thousand ports of one machine are one witness', () => {
  for (const host of ['one.example', '[2001:db8::1]']) {
    const { watch, all } = makeWatch()
    all(1, ports(1_000, host), answered)
    all(1, hosts(5, 'other'), answered)
    all(1, ports(1_000, host), reset)
    assert.equal(watch.isDown, false, host)
  }
})

test('when most tenants reach half of nobody, the fault is ours, and one answer ends it', () => {
  const { watch, all } = makeWatch()
  for (const tenantKey of [1, 2, 3]) all(tenantKey, hosts(6, `t${tenantKey}-`), answered)
  for (const tenantKey of [1, 2]) all(tenantKey, hosts(6, `t${tenantKey}-`), reset)
  assert.equal(watch.isDown, true)
  all(3, hosts(1, 't3-'), answered)
  assert.equal(watch.isDown, false)
})

test('what an inbox answers says nothing about the way out', () => {
  const { watch, all } = makeWatch()
  all(1, hosts(3, 'good'), answered)
  all(1, hosts(3, 'good'), reset)
  assert.equal(watch.isDown, true)
  const inbox = `https://inbox.posthorn.invalid/ibx_${'0'.repeat(32)}`
  all(1, [inbox], answered)
  assert.equal(watch.isDown, true)
})
