import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configWith, openManageWorld, type ManageWorld } from '../../test/world/manage-world.ts'
import { createSubscription } from './create-subscription.ts'

const create = (world: ManageWorld, given: { externalKey?: string; max?: number; url?: string }) =>
  createSubscription(
    {
      tenantKey: world.tenant.key,
      owner: { kind: 'tenant', id: world.tenant.id },
      externalKey: given.externalKey ?? null,
      application: null,
      config: configWith(given.url === undefined ? {} : { url: given.url }, world),
      state: 'active',
      subscriptionsMax: given.max ?? 10,
    },
    world,
  )

test('a subscription matches events from the moment it is made', async (t) => {
  const world = await openManageWorld(t)
  const made = await create(world, {})
  assert.equal(made.kind, 'created')
  assert.equal(world.pipeline.subscriptions.match(world.tenant.key, 'any.type').length, 1)
})

test('of two that are made under one key at once, one is made and the other told so', async (t) => {
  const world = await openManageWorld(t)
  const results = await Promise.all([
    create(world, { externalKey: 'same' }),
    create(world, { externalKey: 'same' }),
    create(world, { externalKey: 'other' }),
  ])
  assert.deepEqual(
    results.map(({ kind }) => kind).toSorted((a, b) => a.localeCompare(b)),
    ['created', 'created', 'external-key-taken'],
  )
  assert.equal(world.pipeline.subscriptions.list(world.tenant.key).length, 2)
})

test('a target that may not be used is refused and nothing is stored', async (t) => {
  const world = await openManageWorld(t)
  for (const url of ['http://10.0.0.1/', 'ftp://127.0.0.1/', 'https://u:p@127.0.0.1/', 'x']) {
    const result = await create(world, { url })
    assert.equal(result.kind, 'refused', url)
    assert.deepEqual(result.kind === 'refused' && result.faults.map(({ field }) => field), ['url'])
  }
  const { subscriptions } = await world.ports.store.subscriptions.load(null)
  assert.deepEqual(subscriptions, [])
})

test('the limit of a tenant is kept', async (t) => {
  const world = await openManageWorld(t)
  assert.equal((await create(world, { max: 1 })).kind, 'created')
  assert.equal((await create(world, { max: 1 })).kind, 'limit-reached')
})
