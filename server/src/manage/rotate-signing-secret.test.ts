import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SigningSecret, SigningSecrets } from '../domain/signing-secret.ts'
import { configWith, openManageWorld, type ManageWorld } from '../../test/world/manage-world.ts'
import { createSubscription } from './create-subscription.ts'
import { rotateSigningSecret, type RotateResult } from './rotate-signing-secret.ts'

const hourMs = 3_600_000

async function subscribed(world: ManageWorld, current: readonly SigningSecret[]): Promise<number> {
  const made = await createSubscription(
    {
      tenantKey: world.tenant.key,
      owner: { kind: 'tenant', id: world.tenant.id },
      externalKey: null,
      application: null,
      config: configWith({ secrets: { current, old: [] } }, world),
      state: 'active',
      subscriptionsMax: 10,
    },
    world,
  )
  assert.equal(made.kind, 'created')
  return made.kind === 'created' ? made.subscription.number : 0
}

const rotate = (
  world: ManageWorld,
  number: number,
  given: { graceMs: number; secret?: SigningSecret },
): Promise<RotateResult> =>
  rotateSigningSecret({ secret: null, ...given, tenantKey: world.tenant.key, number }, world)

function secretsOf(result: RotateResult): SigningSecrets {
  if (result.kind !== 'rotated') throw new Error(`not rotated: ${result.kind}`)
  return result.subscription.config.secrets
}

test('the replaced secret stays for its grace and is dropped by the rotation after it', async (t) => {
  const world = await openManageWorld(t)
  const first = world.ports.keyMaker.makeSecret('hmac')
  const number = await subscribed(world, [first])
  const once = secretsOf(await rotate(world, number, { graceMs: hourMs }))
  assert.deepEqual(once.old, [{ secret: first, endsAtMs: world.clock.nowMs() + hourMs }])
  assert.notDeepEqual(once.current, [first])
  await world.clock.run(hourMs)
  const twice = secretsOf(await rotate(world, number, { graceMs: hourMs }))
  assert.deepEqual(
    twice.old.map(({ secret }) => secret),
    once.current,
  )
})

test('an eleventh old secret is refused until one has ended', async (t) => {
  const world = await openManageWorld(t)
  const number = await subscribed(world, [world.ports.keyMaker.makeSecret('hmac')])
  const startMs = world.clock.nowMs()
  for (let rotation = 1; rotation <= 10; rotation += 1) {
    secretsOf(await rotate(world, number, { graceMs: rotation === 1 ? hourMs : 2 * hourMs }))
  }
  const refused = await rotate(world, number, { graceMs: hourMs })
  assert.deepEqual(refused, { kind: 'limit-reached', firstEndsAtMs: startMs + hourMs })
  // With no grace nothing is kept, so there is nothing to be too many of.
  assert.equal(secretsOf(await rotate(world, number, { graceMs: 0 })).old.length, 10)
  await world.clock.run(hourMs)
  assert.equal(secretsOf(await rotate(world, number, { graceMs: hourMs })).old.length, 10)
})

test('a given secret replaces the one of its kind, and HMAC stays in front', async (t) => {
  const world = await openManageWorld(t)
  const hmac = world.ports.keyMaker.makeSecret('hmac')
  const ed25519 = world.ports.keyMaker.makeSecret('ed25519')
  const number = await subscribed(world, [hmac, ed25519])
  const given = world.ports.keyMaker.makeSecret('ed25519')
  const secrets = secretsOf(await rotate(world, number, { graceMs: hourMs, secret: given }))
  assert.deepEqual(secrets.current, [hmac, given])
  assert.deepEqual(
    secrets.old.map(({ secret }) => secret),
    [ed25519],
  )
})

test('a made secret replaces a typed one, since receivers share either, and leaves the pair', async (t) => {
  const world = await openManageWorld(t)
  const typed = { kind: 'hmac-text', text: 'typed by hand' } as const
  const ed25519 = world.ports.keyMaker.makeSecret('ed25519')
  const number = await subscribed(world, [typed, ed25519])
  const given = world.ports.keyMaker.makeSecret('hmac')
  const secrets = secretsOf(await rotate(world, number, { graceMs: hourMs, secret: given }))
  assert.deepEqual(secrets.current, [given, ed25519])
  assert.deepEqual(
    secrets.old.map(({ secret }) => secret),
    [typed],
  )
})

test("another tenant's subscription is unknown", async (t) => {
  const world = await openManageWorld(t)
  const number = await subscribed(world, [world.ports.keyMaker.makeSecret('hmac')])
  const request = { tenantKey: world.tenant.key + 1, number, graceMs: 0, secret: null }
  assert.deepEqual(await rotateSigningSecret(request, world), { kind: 'unknown' })
})
