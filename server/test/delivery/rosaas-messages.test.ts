/**
 * What RoSaaS receivers find on the wire, whichever way a producer named the event, on every attempt
 * and at every endpoint; and that the secret, which travels, is shown nowhere else.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../../docs/reference/rosaas-events.json' with { type: 'json' }
import { checkEvent } from '../../src/api/rosaas/check-event.ts'
import { attemptView } from '../../src/api/v1/history-views.ts'
import { findDelivery } from '../../src/manage/find-delivery.ts'
import { rotateSigningSecret } from '../../src/manage/rotate-signing-secret.ts'
import { dayMs, type DeliveryWorld, inWorld, minuteMs } from './delivery-world.ts'
import { subscribeRosaas, typedSecret } from './rosaas-parts.ts'
import { untilEnded } from './until-ended.ts'

/** What an event is called and whose it is, as the door would have it, and the bytes that are kept. */
async function produce(world: DeliveryWorld, body: object) {
  const kinds = world.parts.ports.dialects('rosaas').eventKinds()
  const checked = checkEvent(body, { kinds, validation: 'refuse' })
  assert.ok(checked.kind === 'checked', JSON.stringify(checked))
  const { type, subject, occurredAtMs } = checked.event
  return world.accept({
    type,
    subject,
    data: body,
    ...(occurredAtMs === null ? {} : { occurredAtMs }),
  })
}

const parsed = (body: Buffer) => JSON.parse(body.toString()) as Record<string, unknown>

test(
  'each of the 19 events arrives as it is documented, to the byte',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await subscribeRosaas(world, receiver)
    for (const body of documented.bodies) await produce(world, JSON.parse(body) as object)
    await world.run(minuteMs)
    const arrived = receiver.requests.map(({ body }) => body.toString())
    assert.deepEqual(arrived.toSorted(), documented.bodies.toSorted())
  }),
)

test(
  'whatever spelling a producer used, the dotted name and its code are sent',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await subscribeRosaas(world, receiver)
    for (const kind of world.parts.ports.dialects('rosaas').eventKinds()) {
      for (const name of [...(kind.aliases ?? []), { code: kind.code }]) {
        const named = typeof name === 'string' ? { Event: name } : { EventCode: name.code }
        await produce(world, { ...kind.example.data, ...named })
        await world.run(1_000)
        const { EventCode, Event } = parsed(receiver.requests.at(-1)!.body)
        assert.deepEqual([EventCode, Event], [kind.code, kind.type])
      }
    }
    assert.equal(receiver.requests.length, 22 + 19)
  }),
)

test(
  'two endpoints and every retry get the same bytes, Created among them, and the secret each time',
  inWorld(async (world) => {
    const [one, two] = [world.receiver('one'), world.receiver('two')]
    const number = await subscribeRosaas(world, one)
    await subscribeRosaas(world, two)
    one.always(500)
    const { Created: _created, ...body } = JSON.parse(documented.bodies[1] ?? '') as Record<
      string,
      unknown
    >
    await untilEnded(world, await produce(world, body), number)
    assert.equal(one.requests.length, 10)
    const all = [...one.requests, ...two.requests]
    assert.equal(new Set(all.map((request) => request.body.toString())).size, 1)
    assert.match(String(parsed(all[0]!.body)['Created']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    for (const { headers } of all) {
      assert.equal(headers.get('x-signing-secret'), typedSecret)
      assert.equal(headers.get('apikey'), undefined)
    }
    assert.equal(new Set(all.map(({ headers }) => headers.get('webhook-id'))).size, 1)
  }),
)

test(
  'a changed secret is in the header from the next attempt on; the old one goes on signing',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.answers(500)
    await world.accept({ type: 'Tenant.StatusChanged' })
    await world.run(1_000)
    const request = { tenantKey: world.tenant.key, number, graceMs: dayMs, secret: null }
    const { kind } = await world.settles(rotateSigningSecret(request, world.parts))
    assert.equal(kind, 'rotated')
    await world.run(minuteMs)
    const [before, after] = receiver.headers('x-signing-secret')
    assert.equal(before, typedSecret)
    assert.match(after ?? '', /^whsec_/)
    assert.equal(receiver.headers('webhook-signature')[1]?.split(' ').length, 2)
  }),
)

test(
  'what is shown of an attempt, and every fact that is observed, is without the secret',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeRosaas(world, receiver)
    receiver.answers(500)
    const eventId = await world.accept({ type: 'Tenant.StatusChanged' })
    await world.run(minuteMs)
    const key = { eventId, subscriptionNumber: number, run: 0 }
    const found = await world.settles(
      findDelivery({ tenantKey: world.tenant.key, key }, world.parts),
    )
    const shown = JSON.stringify(
      found?.attempts.map(({ attempt, message }) => attemptView(attempt, message)),
    )
    assert.match(shown, /"name":"X-Signing-Secret","value":"\(hidden\)"/)
    assert.ok(!shown.includes(typedSecret))
    assert.ok(!JSON.stringify(world.facts).includes(typedSecret))
  }),
)

test(
  'a list of all codes gets no event that comes later, the choice of all does',
  inWorld(async (world) => {
    const [listed, wildcard] = [world.receiver('listed'), world.receiver('wildcard')]
    const kinds = world.parts.ports.dialects('rosaas').eventKinds()
    await subscribeRosaas(world, listed, { patterns: kinds.map(({ type }) => type) })
    await subscribeRosaas(world, wildcard)
    for (const { example } of kinds) await world.accept(example)
    await world.accept({ type: 'Tenant.Renamed', data: { MetaData: {} } })
    await world.run(minuteMs)
    assert.equal(listed.requests.length, 19)
    assert.equal(wildcard.requests.length, 20)
    assert.ok(!listed.requests.some(({ body }) => body.includes('Tenant.Renamed')))
  }),
)
