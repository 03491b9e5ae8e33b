/** Clients and their access tokens: for an hour, for one product, and no longer than the client. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { done, refused } from '../api/documented-calls.ts'
import { makeProduct, openProductWorld, tokenOf } from './product-world.ts'

const auth = '/api/identity/apps/v1/auth'
const events = '/api/management/apps/v1/events'

test('a client gets an access token that names its product and ends after an hour', async (t) => {
  const world = await openProductWorld(t)
  const body = { clientId: world.client.client_id, clientSecret: world.client.client_secret }
  const answer = await world.call('POST', auth, body, null)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const { token } = answer.json.data
  assert.deepEqual([token.tokenType, token.expiresIn], ['Bearer', 3_600])
  const { pid, type, scope, sub, iat = 0, exp } = decodeJwt(token.accessToken)
  assert.deepEqual(
    [pid, type, scope, sub],
    [world.productId, 'external_system', 'external_system_scope', world.client.client_id],
  )
  assert.equal(exp, iat + 3_600)
  assert.equal((await world.call('GET', events, undefined, token.accessToken)).status, 200)
  assert.ok(!world.server.log.includes(world.client.client_secret))
})

test('a wrong id, a wrong secret and a key that is no client get the same refusal', async (t) => {
  const world = await openProductWorld(t)
  const other = await makeProduct(world.server, 'other')
  const tenant = await world.server.makeTenant('plain')
  const { client_id: clientId, client_secret: clientSecret } = world.client
  const wrong = [
    { clientId, clientSecret: 'x' },
    { clientId, clientSecret: other.client.client_secret },
    { clientId: 'client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f', clientSecret },
    { clientId, clientSecret: tenant.manage },
  ]
  const answers = await Promise.all(wrong.map((body) => world.call('POST', auth, body, null)))
  for (const { status, json } of answers) {
    assert.equal(status, 401)
    assert.deepEqual(json, answers[0]?.json)
    assert.equal(json.metadata.errors[0].sysCode, '1010')
  }
  const malformed = [
    [{ clientId }, 'clientSecret', '1001'],
    [{ clientId, clientSecret: 3 }, 'clientSecret', '1006'],
    [{ clientId, clientSecret, scope: 'a' }, 'scope', '1006'],
  ] as const
  for (const [body, parameter, sysCode] of malformed) {
    const [error] = await world.refused('POST', auth, body)
    assert.deepEqual([error?.parameter, error?.sysCode], [parameter, sysCode])
  }
  const large = { clientId, clientSecret: 'x'.repeat(8_000) }
  assert.equal((await world.call('POST', auth, large, null)).status, 413)
})

test('an address that shows many wrong secrets is told to wait, and a right one is let in', async (t) => {
  const world = await openProductWorld(t)
  const body = { clientId: world.client.client_id, clientSecret: 'wrong' }
  const statuses = new Set<number>()
  for (let count = 0; count < 40; count += 1) {
    statuses.add((await world.call('POST', auth, body, null)).status)
  }
  assert.deepEqual([...statuses], [401, 429])
  assert.match(await tokenOf(world.server, world.client), /^eyJ/)
})

test('without a token, with a made-up one or one of another installation nothing is answered', async (t) => {
  const world = await openProductWorld(t)
  const elsewhere = await openProductWorld(t)
  const forged = await new SignJWT({ pid: world.productId })
    .setProtectedHeader({ alg: 'HS256', kid: 'key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f' })
    .setExpirationTime('1h')
    .sign(new Uint8Array(32))
  const [head = '', claims = ''] = world.token.split('.')
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
  const wrong = [
    null,
    'x',
    forged,
    elsewhere.token,
    `${head}.${claims}.AAAA`,
    `${unsigned}.${claims}.x`,
    world.client.client_secret,
  ]
  for (const key of wrong) {
    for (const path of [events, world.endpoints]) {
      const { status, json, headers } = await world.call('GET', path, undefined, key)
      assert.deepEqual([status, json.metadata.errors[0].sysCode], [401, '1010'], String(key))
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer/)
    }
  }
})

test('a token and the secret of a client open nothing of the native API', async (t) => {
  const world = await openProductWorld(t)
  for (const key of [world.token, world.client.client_secret]) {
    const { code } = await refused(world.server, 'GET', '/v1/tenants/acme/events', { key })
    assert.equal(code, 'key-invalid')
  }
})

test('a client that is revoked gets no token, and those it has end at once', async (t) => {
  const world = await openProductWorld(t)
  const { server, client, token } = world
  assert.equal((await world.call('GET', events)).status, 200)
  const path = '/v1/tenants/acme/clients'
  await done(server, 'DELETE', `${path}/${client.client_id}`)
  assert.equal((await world.call('GET', events, undefined, token)).status, 401)
  const body = { clientId: client.client_id, clientSecret: client.client_secret }
  assert.equal((await world.call('POST', auth, body, null)).status, 401)
  const [listed] = (await done(server, 'GET', path)).data
  assert.ok(listed.revoked_at !== null)
  assert.equal(listed.client_id, client.client_id)
})

test('a token opens what the scopes of its client name, and refuses the rest as unauthorised', async (t) => {
  const world = await openProductWorld(t)
  const reader = await makeProduct(world.server, 'reader', ['read'])
  assert.equal((await reader.call('GET', reader.endpoints)).status, 200)
  for (const [method, path] of [
    ['POST', events],
    ['POST', `${reader.endpoints}/generate-secret`],
  ] as const) {
    const { status, json } = await reader.call(method, path, {})
    assert.deepEqual([status, json.metadata.errors[0].sysCode], [403, '1010'])
  }
  const producer = await makeProduct(world.server, 'producer', ['ingest'])
  assert.equal((await producer.call('GET', events)).status, 403)
  assert.equal((await producer.call('GET', '/api/management/apps/v1/event-types')).status, 200)
})

test('products and clients are made once, seen by their tenant, and told apart from what is not there', async (t) => {
  const world = await openProductWorld(t)
  const { server, productId } = world
  const tenant = await server.makeTenant('plain')
  const body = { name: 'again' }
  assert.equal(
    (await refused(server, 'POST', '/v1/tenants/acme/products', { body })).code,
    'product-taken',
  )
  assert.equal(
    (await refused(server, 'POST', '/v1/tenants/plain/clients', { body })).code,
    'product-unknown',
  )
  assert.deepEqual((await done(server, 'GET', '/v1/tenants/plain/products')).data, [])
  const path = `/v1/tenants/acme/products/${productId}`
  assert.deepEqual(await done(server, 'GET', '/v1/tenants/acme/products'), {
    data: [await done(server, 'GET', path)],
    next_cursor: null,
  })
  assert.equal((await done(server, 'GET', path)).validation, 'strict')
  const changed = await done(server, 'PATCH', path, { body: { validation: 'warn', name: 'CRM 2' } })
  assert.deepEqual([changed.validation, changed.name], ['warn', 'CRM 2'])
  for (const wrong of [{}, { validation: 'off' }, { validation: 'warn', x: 1 }]) {
    const { code } = await refused(server, 'PATCH', path, { body: wrong })
    assert.equal(code, 'body-invalid')
  }
  const foreign = `/v1/tenants/plain/products/${productId}`
  assert.equal((await refused(server, 'GET', foreign)).code, 'product-unknown')
  assert.equal((await refused(server, 'PATCH', foreign, { body })).code, 'product-unknown')
  const client = `/v1/tenants/plain/clients/${world.client.client_id}`
  assert.equal(
    (await refused(server, 'DELETE', client, { key: tenant.manage })).code,
    'client-unknown',
  )
  assert.equal((await world.call('GET', events)).status, 200)
})
