import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { createClient } from '../manage/products/create-client.ts'
import { openProduct } from '../manage/products/open-product.ts'
import { ClientPasses, isPassText, passSeconds } from './client-passes.ts'

async function passWorld(t: TestContext) {
  const { ports, tenant, clock } = await openManageWorld(t)
  const request = { tenantKey: tenant.key, tenantId: tenant.id, name: 'CRM' }
  const product = await openProduct({ ...request, validation: 'strict' }, { ports })
  assert.ok(product !== null)
  const scopes = ['read'] as const
  const made = await createClient({ tenantKey: tenant.key, name: 'n', scopes }, { ports })
  assert.ok(made !== null)
  const passes = new ClientPasses(ports)
  const pass = await passes.issue(made.client, product)
  const revoke = () =>
    ports.store.tenants.revokeKey({ tenantKey: tenant.key, id: made.client.id, nowMs: 1 })
  return { ports, clock, passes, pass, revoke, client: made.client }
}

test('a pass is good for an hour, at every node of the installation, and for no longer', async (t) => {
  const { ports, clock, passes, pass, client } = await passWorld(t)
  const elsewhere = new ClientPasses(ports)
  assert.ok(isPassText(pass) && pass.length <= 512)
  for (const node of [passes, elsewhere]) assert.equal((await node.find(pass))?.id, client.id)
  await clock.run(passSeconds * 1_000 - 1)
  for (const node of [passes, elsewhere]) assert.equal((await node.find(pass))?.id, client.id)
  await clock.run(1)
  for (const node of [passes, elsewhere]) assert.equal(await node.find(pass), null)
})

test('a client that is revoked is let in no more: at once here, and in two seconds elsewhere', async (t) => {
  const { ports, clock, passes, pass, revoke } = await passWorld(t)
  const elsewhere = new ClientPasses(ports)
  for (const node of [passes, elsewhere]) assert.notEqual(await node.find(pass), null)
  await revoke()
  passes.forgetKey()
  assert.equal(await passes.find(pass), null)
  await clock.run(2_000)
  assert.equal(await elsewhere.find(pass), null)
})

test('a client that is revoked while it is being looked up is not remembered', async (t) => {
  const { passes, pass, revoke } = await passWorld(t)
  const finding = passes.find(pass)
  await revoke()
  passes.forgetKey()
  await finding
  assert.equal(await passes.find(pass), null)
})

test('while the store is away, who was let in stays so, and nobody else is', async (t) => {
  const { ports, clock, pass } = await passWorld(t)
  let isAway = false
  const away = (): Promise<never> => Promise.reject(new Error('away'))
  const { store } = ports
  const records = {
    find: (place: Parameters<typeof store.records.find>[0]) =>
      isAway ? away() : store.records.find(place),
    list: store.records.list.bind(store.records),
    write: store.records.write.bind(store.records),
  }
  const passes = new ClientPasses({ ...ports, store: { ...store, records } })
  assert.notEqual(await passes.find(pass), null)
  isAway = true
  await clock.run(60_000)
  assert.notEqual(await passes.find(pass), null)
  await assert.rejects(new ClientPasses({ ...ports, store: { ...store, records } }).find(pass))
})

test('a text that is no pass of this installation opens nothing', async (t) => {
  const { passes, pass } = await passWorld(t)
  const [head, claims] = pass.split('.')
  const wrong = ['', 'eyJ.eyJ.a', `${head}.${claims}.`, `${head}.${claims}.AAAA`, `${pass}a`]
  for (const text of wrong) assert.equal(await passes.find(text), null, text)
  assert.ok(!isPassText('phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG'))
})
