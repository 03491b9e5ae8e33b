/**
 * What goes on the wire when a Standard Webhooks delivery is tried again, and while its signing
 * secret is being rotated (Standard Webhooks 1.0.0, sections "Signature scheme" and "Zero downtime
 * secret rotation").
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStandardWebhooksVerifier, VerificationError } from 'posthorn-receiver'
import type { SigningSecret } from '../../src/domain/signing-secret.ts'
import { writeSigningSecret } from '../../src/domain/signing-secret-text.ts'
import { rotateSigningSecret } from '../../src/manage/rotate-signing-secret.ts'
import { type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { SentRequest } from './scripted-network.ts'

/** What a receiver that trusts this key makes of a request, at the moment it came. */
async function isVerified(world: DeliveryWorld, request: SentRequest, key: string) {
  const startMs = world.clock.nowMs() - world.clock.monotonicMs()
  const verifier = createStandardWebhooksVerifier({
    secrets: key,
    nowMs: () => startMs + request.sentAtMs,
    toleranceSeconds: 2,
  })
  try {
    const headers = Object.fromEntries(request.headers)
    await verifier.verify({ headers, body: request.body })
    return true
  } catch (error) {
    if (error instanceof VerificationError && error.code === 'NO_MATCH') return false
    throw error
  }
}

const keysOf = (world: DeliveryWorld, number: number) =>
  world.subscription(number).config.secrets.current.map(writeSigningSecret)

const rotate = (
  world: DeliveryWorld,
  number: number,
  given: { readonly graceMs: number; readonly secret?: SigningSecret },
) => {
  const { graceMs, secret = null } = given
  const request = { tenantKey: world.tenant.key, number, graceMs, secret }
  return world.settles(rotateSigningSecret(request, world.parts))
}

const entriesOf = ({ headers }: SentRequest) => headers.get('webhook-signature')!.split(' ')

async function deliver(
  world: DeliveryWorld,
  receiver: { readonly requests: readonly SentRequest[] },
) {
  await world.accept()
  await world.run(50)
  return receiver.requests.at(-1)!
}

test(
  'a retry keeps webhook-id and body and has a new timestamp and signature, and each verifies',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    receiver.answers(500, 500)
    const id = await world.accept({ data: { name: 'Zoë ☃' } })
    await world.run(10 * minuteMs)

    const { requests } = receiver
    assert.equal(requests.length, 3)
    const [key] = keysOf(world, number)
    assert.equal(new Set(receiver.headers('webhook-timestamp')).size, 3)
    assert.equal(new Set(receiver.headers('webhook-signature')).size, 3)
    for (const request of requests) {
      assert.equal(request.headers.get('webhook-id'), id)
      assert.deepEqual(request.body, requests[0]!.body)
      assert.equal(await isVerified(world, request, key!), true)
    }
  }),
)

test(
  'webhook-timestamp is whole seconds, of the moment of sending',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    receiver.answers(500, 500)
    await world.accept({ occurredAtMs: world.clock.nowMs() - 3 * hourMs })
    await world.run(10 * minuteMs)

    const startMs = world.clock.nowMs() - world.clock.monotonicMs()
    for (const { headers, sentAtMs } of receiver.requests) {
      const timestamp = headers.get('webhook-timestamp')!
      assert.match(timestamp, /^\d+$/)
      assert.ok(Math.abs(Number(timestamp) * 1_000 - (startMs + sentAtMs)) < 2 * secondMs)
    }
  }),
)

test(
  'no id that is sent contains a full stop, and the caller decides neither id nor timestamp',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    const data = { id: 'a.b', 'webhook-id': 'a.b', timestamp: '1', 'webhook-timestamp': '1' }
    const id = await world.accept({ data })
    await world.run(50)

    assert.deepEqual(receiver.headers('webhook-id'), [id])
    assert.match(id, /^[A-Za-z0-9_-]{1,64}$/)
  }),
)

test(
  'within the grace of a rotation both keys sign, the current one first; after it only that one',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const [oldKey] = keysOf(world, number)
    await rotate(world, number, { graceMs: 10 * secondMs })
    const [newKey] = keysOf(world, number)
    assert.notEqual(newKey, oldKey)

    const during = await deliver(world, receiver)
    assert.equal(entriesOf(during).length, 2)
    assert.equal(await isVerified(world, during, oldKey!), true)
    assert.equal(await isVerified(world, during, newKey!), true)
    const first = { ...during, headers: new Map(during.headers) }
    first.headers.set('webhook-signature', entriesOf(during)[0]!)
    assert.equal(await isVerified(world, first, newKey!), true)

    await world.run(10 * secondMs)
    // From this instant, not only once the store has forgotten it.
    assert.equal(world.subscription(number).config.secrets.old.length, 1)
    const after = await deliver(world, receiver)
    assert.equal(entriesOf(after).length, 1)
    assert.equal(await isVerified(world, after, oldKey!), false)
    assert.equal(await isVerified(world, after, newKey!), true)
  }),
)

test(
  'without a grace the old key signs nothing from the next attempt on, retries included',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver)
    const [oldKey] = keysOf(world, number)
    receiver.answers(500)
    await world.accept()
    await world.run(100)
    await rotate(world, number, { graceMs: 0 })
    await world.run(minuteMs)

    const [before, after] = receiver.requests
    assert.equal(await isVerified(world, before!, oldKey!), true)
    assert.equal(entriesOf(after!).length, 1)
    assert.equal(await isVerified(world, after!, oldKey!), false)
    assert.equal(await isVerified(world, after!, keysOf(world, number)[0]!), true)
  }),
)

test(
  'the eleventh rotation within the grace is refused, and works once an old key has ended',
  inWorld(async (world) => {
    const number = await world.standard(world.receiver())
    for (let count = 0; count < 10; count += 1) {
      assert.equal((await rotate(world, number, { graceMs: hourMs })).kind, 'rotated')
      await world.run(secondMs)
    }
    const refused = await rotate(world, number, { graceMs: hourMs })
    assert.equal(refused.kind, 'limit-reached')
    if (refused.kind !== 'limit-reached') return
    await world.sleep(refused.firstEndsAtMs - world.clock.nowMs())
    await world.run(10)
    assert.equal((await rotate(world, number, { graceMs: hourMs })).kind, 'rotated')
  }),
)

test(
  'a header of ed25519, old and new HMAC verifies with each of the three keys',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const pair = world.parts.ports.keyMaker.makeSecret('ed25519')
    const number = await world.standard(receiver)
    const { current } = world.subscription(number).config.secrets
    const mixed = await world.standard(receiver, {
      secrets: { current: [...current, pair], old: [] },
    })
    const [oldKey] = keysOf(world, mixed)
    const secret = world.parts.ports.keyMaker.makeSecret('hmac')
    assert.equal((await rotate(world, mixed, { graceMs: hourMs, secret })).kind, 'rotated')

    await world.accept()
    await world.run(50)
    const request = receiver.requests.find((one) => entriesOf(one).length > 1)!
    const publicKey = world.parts.ports.keyMaker.publicKey(pair)!
    assert.deepEqual(
      entriesOf(request).map((entry) => entry.split(',')[0]),
      ['v1', 'v1', 'v1a'],
    )
    for (const key of [oldKey!, writeSigningSecret(secret), publicKey]) {
      assert.equal(await isVerified(world, request, key), true)
    }
    const header = request.headers.get('webhook-signature')!
    assert.match(header, /^(v1a?,[A-Za-z0-9+/]+=*)( v1a?,[A-Za-z0-9+/]+=*)*$/)
  }),
)

test(
  'old keys are forgotten once their grace is over',
  inWorld(async (world) => {
    const number = await world.standard(world.receiver())
    await rotate(world, number, { graceMs: hourMs })
    assert.equal(world.subscription(number).config.secrets.old.length, 1)
    await world.sleep(hourMs)
    await world.run(2 * minuteMs)
    assert.equal(world.subscription(number).config.secrets.old.length, 0)
  }),
)
