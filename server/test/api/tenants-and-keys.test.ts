import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'

test('a tenant is made under the id that its caller gives, once', async (t) => {
  const server = await startServer(t)
  const body = { id: 'Cust12345', name: 'Example Ltd' }
  const made = await called(server, 'POST', '/v1/tenants', { body })
  assert.equal(made.status, 201)
  assert.equal(made.json.id, 'Cust12345')
  assert.equal((await refused(server, 'POST', '/v1/tenants', { body })).code, 'tenant-taken')
  assert.deepEqual(await done(server, 'GET', '/v1/tenants/Cust12345'), made.json)
})

test('an id that is a path of the service itself, or no id at all, is refused', async (t) => {
  const server = await startServer(t)
  for (const id of ['v1', 'API', 'healthz', 'metrics', 'console', 'a b', 'ü', '', 'x'.repeat(65)]) {
    const { code, pointers } = await refused(server, 'POST', '/v1/tenants', {
      body: { id, name: 'n' },
    })
    assert.equal(code, 'body-invalid')
    assert.deepEqual(pointers, ['/id'])
  }
  assert.deepEqual((await done(server, 'GET', '/v1/tenants')).data, [])
})

test('tenants are listed by id, page by page', async (t) => {
  const server = await startServer(t)
  for (const id of ['c', 'a', 'b']) {
    await done(server, 'POST', '/v1/tenants', { body: { id, name: id } })
  }
  const first = await done(server, 'GET', '/v1/tenants?limit=2')
  assert.deepEqual(
    first.data.map(({ id }: { id: string }) => id),
    ['a', 'b'],
  )
  const second = await done(server, 'GET', `/v1/tenants?limit=2&cursor=${first.next_cursor}`)
  assert.deepEqual(
    second.data.map(({ id }: { id: string }) => id),
    ['c'],
  )
  assert.equal(second.next_cursor, null)
})

test('a search finds the tenants whose id or name has a text in it, page by page', async (t) => {
  const server = await startServer(t)
  for (const [id, name] of [
    ['a', 'North Ltd'],
    ['b', 'South'],
    ['north-2', 'Other'],
  ]) {
    await done(server, 'POST', '/v1/tenants', { body: { id, name } })
  }
  const first = await done(server, 'GET', '/v1/tenants?search=NORTH&limit=1')
  const second = await done(
    server,
    'GET',
    `/v1/tenants?search=NORTH&limit=1&cursor=${first.next_cursor}`,
  )
  assert.deepEqual(
    [...first.data, ...second.data].map(({ id }: { id: string }) => id),
    ['a', 'north-2'],
  )
  assert.equal(second.next_cursor, null)
  const none = await done(server, 'GET', '/v1/tenants?search=nobody')
  assert.deepEqual(none, { data: [], next_cursor: null })
})

test('a cursor of another list, or of nobody, is refused', async (t) => {
  const server = await startServer(t)
  const { id } = await server.makeTenant('Cust1')
  for (const path of [
    `/v1/tenants?cursor=${Buffer.from('subscriptions:1').toString('base64url')}`,
    '/v1/tenants?cursor=%00',
    `/v1/tenants/${id}/subscriptions?cursor=abc`,
    `/v1/tenants/${id}/events?cursor=abc`,
    `/v1/tenants/${id}/deliveries?cursor=abc`,
  ]) {
    assert.equal((await refused(server, 'GET', path)).code, 'cursor-invalid', path)
  }
})

test('a key opens what its scopes say from its answer on, and nothing from its revocation on', async (t) => {
  const server = await startServer(t)
  await done(server, 'POST', '/v1/tenants', { body: { id: 'Cust1', name: 'n' } })
  const body = { name: 'reader', scopes: ['read'], application: 'shop' }
  const made = await done(server, 'POST', '/v1/tenants/Cust1/keys', { body })
  assert.match(made.key, /^phk_[A-Za-z0-9_-]{43}$/)
  assert.equal(made.application, 'shop')
  assert.equal((await called(server, 'GET', '/v1/tenants/Cust1', { key: made.key })).status, 200)
  const revoke = `/v1/tenants/Cust1/keys/${made.id}`
  assert.equal((await called(server, 'DELETE', revoke)).status, 204)
  const after = await refused(server, 'GET', '/v1/tenants/Cust1', { key: made.key })
  assert.equal(after.code, 'key-invalid')
  assert.equal((await called(server, 'DELETE', revoke)).status, 204)
})

test('the list of keys shows which are revoked and none of their secrets', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const before = await done(server, 'GET', '/v1/tenants/Cust1/keys', { key: tenant.manage })
  assert.equal(before.data.length, 3)
  await done(server, 'DELETE', `/v1/tenants/Cust1/keys/${before.data[1].id}`, {
    key: tenant.manage,
  })
  const after = await called(server, 'GET', '/v1/tenants/Cust1/keys')
  const revoked = after.json.data.filter((key: Json) => key.revoked_at !== null)
  assert.deepEqual(
    revoked.map((key: Json) => key.id),
    [before.data[1].id],
  )
  for (const secret of [tenant.manage, tenant.read, tenant.ingest]) {
    assert.ok(!after.text.includes(secret))
    assert.ok(!server.log.includes(secret))
  }
})

test('a key without a scope, or with one that does not exist, is refused', async (t) => {
  const server = await startServer(t)
  await done(server, 'POST', '/v1/tenants', { body: { id: 'Cust1', name: 'n' } })
  for (const scopes of [[], ['admin'], ['read', 'read'], 'read', null]) {
    const { code } = await refused(server, 'POST', '/v1/tenants/Cust1/keys', {
      body: { name: 'n', scopes },
    })
    assert.equal(code, 'body-invalid')
  }
})

test('an address that shows too many wrong keys is told to wait, and a valid key from there is let in', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  await done(server, 'GET', '/v1/tenants/Cust1', { key: tenant.read })
  for (let failure = 0; failure < 30; failure += 1) {
    const { code } = await refused(server, 'GET', '/v1/tenants/Cust1', { key: `wrong-${failure}` })
    assert.equal(code, 'key-invalid')
  }
  const limited = await refused(server, 'GET', '/v1/tenants/Cust1', { key: 'wrong-again' })
  assert.equal(limited.code, 'too-many-failures')
  assert.ok(Number(limited.answer.headers.get('retry-after')) >= 1)
  // Behind a proxy everybody has one address, also who has not been seen since the start.
  await done(server, 'GET', '/v1/tenants/Cust1', { key: tenant.manage })
  await done(server, 'GET', '/v1/tenants/Cust1', { key: tenant.read })
  await done(server, 'GET', '/v1/tenants/Cust1')
})
