import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openManageWorld } from '../../../test/world/manage-world.ts'
import { createClient, listClients } from './create-client.ts'
import { changeProduct, openProduct } from './open-product.ts'
import { findProduct, findProductPlace } from './product-records.ts'

const scopes = ['ingest'] as const

test('a tenant that is opened twice at once is one product, found by its tenant and by its id', async (t) => {
  const { ports, tenant } = await openManageWorld(t)
  const request = { tenantKey: tenant.key, tenantId: tenant.id, name: 'CRM' }
  const open = () => openProduct({ ...request, validation: 'strict' }, { ports })
  const opened = await Promise.all([open(), open()])
  const [product, ...others] = opened.filter((one) => one !== null)
  assert.ok(product !== undefined && others.length === 0)
  assert.match(product.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  assert.deepEqual(await findProduct(tenant.key, ports), product)
  const place = { key: tenant.key, id: tenant.id }
  assert.deepEqual(await findProductPlace(product.id.toUpperCase(), ports), place)
  for (const id of ['', '17', product.id.replaceAll('-', ''), `${product.id}0`]) {
    assert.equal(await findProductPlace(id, ports), null, id)
  }
})

test('changes of a product at the same time are all made', async (t) => {
  const { ports, tenant } = await openManageWorld(t)
  const { key: tenantKey } = tenant
  assert.equal(await changeProduct({ tenantKey, name: 'x' }, { ports }), null)
  const request = { tenantKey, tenantId: tenant.id, name: 'CRM' }
  await openProduct({ ...request, validation: 'strict' }, { ports })
  await Promise.all([
    changeProduct({ tenantKey, name: 'CRM 2' }, { ports }),
    changeProduct({ tenantKey, validation: 'warn' }, { ports }),
  ])
  const product = await findProduct(tenantKey, ports)
  assert.deepEqual([product?.name, product?.validation], ['CRM 2', 'warn'])
})

test('a product has a hundred clients at the most, and those that are revoked do not count', async (t) => {
  const { ports, tenant } = await openManageWorld(t)
  const make = () => createClient({ tenantKey: tenant.key, name: 'n', scopes }, { ports })
  const made = []
  for (let count = 0; count < 100; count += 1) made.push(await make())
  assert.equal(await make(), null)
  const id = made[0]!.client.id
  await ports.store.tenants.revokeKey({ tenantKey: tenant.key, id, nowMs: 1 })
  assert.notEqual(await make(), null)
  assert.equal((await listClients(tenant.key, { ports })).length, 101)
})
