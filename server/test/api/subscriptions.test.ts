import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1/subscriptions'
const events = '/v1/tenants/Cust1/events'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const tenant = await server.makeTenant('Cust1')
  return { server, receiver, tenant, body: { url: receiver.url, event_types: ['a.*'] } }
}

test('the signing secret is shown when a subscription is made, and never again', async (t) => {
  const { server, tenant, body } = await world(t)
  const made = await called(server, 'POST', path, { key: tenant.manage, body })
  assert.equal(made.status, 201)
  assert.equal(made.headers.get('cache-control'), 'no-store')
  const { id, secret } = made.json
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const later = [
    await called(server, 'GET', `${path}/${id}`),
    await called(server, 'GET', path),
    await called(server, 'PATCH', `${path}/${id}`, { body: { name: 'renamed' } }),
    await called(server, 'POST', `${path}/${id}/pause`),
    await called(server, 'POST', `${path}/${id}/resume`),
  ]
  for (const answer of later) {
    assert.equal(answer.status, 200)
    assert.ok(!answer.text.includes(secret))
  }
  assert.ok(!server.log.includes(secret))
})

test('a private ed25519 key is never shown, its public half always', async (t) => {
  const { server, body } = await world(t)
  const made = await called(server, 'POST', path, { body: { ...body, signature: 'ed25519' } })
  assert.equal(made.json.secret, null)
  assert.equal(made.json.signature, 'ed25519')
  assert.match(made.json.public_keys[0], /^whpk_/)
  assert.ok(!made.text.includes('whsk_'))
  const both = await done(server, 'POST', path, { body: { ...body, signature: 'both' } })
  assert.match(both.secret, /^whsec_/)
  assert.match(both.public_keys[0], /^whpk_/)
  const read = await called(server, 'GET', `${path}/${both.id}`)
  assert.deepEqual(read.json.public_keys, both.public_keys)
  assert.ok(!read.text.includes('whsk_') && !read.text.includes('whsec_'))
})

test('a secret of 23 or 65 bytes, of another prefix or alphabet, or without padding, is refused', async (t) => {
  const { server, body } = await world(t)
  const ofBytes = (count: number): string => Buffer.alloc(count, 0xfb).toString('base64')
  const secrets = [
    `whsec_${ofBytes(23)}`,
    `whsec_${ofBytes(65)}`,
    ofBytes(32),
    `whpk_${ofBytes(32)}`,
    `whsec_${Buffer.alloc(32, 0xfb).toString('base64url')}`,
    `whsec_${ofBytes(32).replace('=', '')}`,
    `whsk_${ofBytes(64)}`,
    'whsec_',
  ]
  for (const secret of secrets) {
    const { code, pointers, answer } = await refused(server, 'POST', path, {
      body: { ...body, secret },
    })
    assert.equal(code, 'body-invalid')
    assert.deepEqual(pointers, ['/secret'])
    if (secret.length > 10) assert.ok(!answer.text.includes(secret.slice(6)))
  }
  const given = `whsec_${ofBytes(24)}`
  assert.equal(
    (await done(server, 'POST', path, { body: { ...body, secret: given } })).secret,
    given,
  )
  assert.equal((await done(server, 'GET', path)).data.length, 1)
})

test('values of custom headers are sent and never shown', async (t) => {
  const { server, receiver, body } = await world(t)
  const headers = { 'X-Api-Key': 'planted-header-value', 'X-Plain': '1' }
  const made = await called(server, 'POST', path, { body: { ...body, headers } })
  assert.deepEqual(made.json.header_names, ['X-Api-Key', 'X-Plain'])
  await done(server, 'POST', events, { body: { type: 'a.b', data: {} } })
  assert.equal((await receiver.request(1)).headers['x-api-key'], 'planted-header-value')
  await server.fact((fact) => fact.kind === 'attempt-recorded')
  const { data } = await done(server, 'GET', '/v1/tenants/Cust1/deliveries')
  const detail = await called(server, 'GET', `/v1/tenants/Cust1/deliveries/${data[0].id}`)
  const sent = detail.json.attempts[0].request.headers
  assert.ok(sent.some((header: Json) => header.name === 'X-Api-Key' && header.value === '(hidden)'))
  for (const text of [made.text, detail.text, server.log]) {
    assert.ok(!text.includes('planted-header-value'))
  }
})

test('a merge patch changes what it names, and merges headers by their name in any case', async (t) => {
  const { server, receiver, body } = await world(t)
  const headers = { 'X-One': '1', 'X-Two': '2' }
  const { id } = await done(server, 'POST', path, { body: { ...body, headers, name: 'first' } })
  const patched = await done(server, 'PATCH', `${path}/${id}`, {
    body: { headers: { 'x-one': null, 'x-TWO': 'two', 'X-Three': '3' }, name: null },
    headers: { 'content-type': 'application/merge-patch+json' },
  })
  assert.deepEqual(patched.header_names, ['x-TWO', 'X-Three'])
  assert.equal(patched.name, null)
  assert.deepEqual(patched.event_types, ['a.*'])
  assert.equal(patched.version, 2)
  await done(server, 'POST', events, { body: { type: 'a.b', data: {} } })
  const sent = (await receiver.request(1)).headers
  assert.equal(sent['x-one'], undefined)
  assert.equal(sent['x-two'], 'two')
})

test('a patch that changes nothing makes no version', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const body = { url: receiver.url, event_types: ['a.*'], headers: { 'X-A': '1' }, name: 'n' }
  const { id } = await done(server, 'POST', `${path}`, { body })
  const patch = { name: 'n', event_types: ['a.*'], headers: { 'X-A': '1' }, signature: 'hmac' }
  const same = await done(server, 'PATCH', `${path}/${id}`, { body: patch })
  assert.equal(same.version, 1)
  const other = await done(server, 'PATCH', `${path}/${id}`, { body: { ...patch, name: 'm' } })
  assert.equal(other.version, 2)
})

test('putting the same under a key twice is putting it once', async (t) => {
  const { server, body } = await world(t)
  const put = `${path}/by-key/warehouse`
  const full = {
    ...body,
    headers: { b: '1', a: '2' },
    retry: { delays_ms: [1000], timeout_ms: 5000 },
  }
  const made = await called(server, 'PUT', put, { body: full })
  assert.equal(made.status, 201)
  assert.match(made.json.secret, /^whsec_/)
  const again = await called(server, 'PUT', put, { body: full })
  assert.equal(again.status, 200)
  assert.equal(again.json.version, 1)
  const withSecret = await called(server, 'PUT', put, {
    body: { ...full, secret: made.json.secret },
  })
  assert.equal(withSecret.json.version, 1)
  const changed = await called(server, 'PUT', put, { body: { ...body, name: 'other' } })
  assert.equal(changed.json.version, 2)
  assert.equal(changed.json.retry, null)
  assert.equal(changed.json.id, made.json.id)
  const other = `whsec_${Buffer.alloc(32).toString('base64')}`
  const { pointers } = await refused(server, 'PUT', put, { body: { ...body, secret: other } })
  assert.deepEqual(pointers, ['/secret'])
})

test('many puts under one key at the same moment make one subscription', async (t) => {
  const { server, body } = await world(t)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => called(server, 'PUT', `${path}/by-key/race`, { body })),
  )
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
  assert.equal(statuses.filter((status) => status === 201).length, 1, String(statuses))
  assert.ok(
    statuses.every((status) => [200, 201, 409].includes(status)),
    String(statuses),
  )
  assert.equal((await done(server, 'GET', path)).data.length, 1)
})

test('a tenant has no more subscriptions than the setting allows, and may make one for one deleted', async (t) => {
  const server = await startServer(t, { POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX: '2' })
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const body = { url: receiver.url, event_types: ['*'] }
  const { id } = await done(server, 'POST', path, { body })
  await done(server, 'POST', path, { body })
  assert.equal((await refused(server, 'POST', path, { body })).code, 'subscription-limit-reached')
  await done(server, 'DELETE', `${path}/${id}`)
  await done(server, 'POST', path, { body })
})

test('what was handed in while a subscription was paused is delivered once it is resumed', async (t) => {
  const { server, receiver, body } = await world(t)
  const { id } = await done(server, 'POST', path, { body })
  const paused = await done(server, 'POST', `${path}/${id}/pause`, {
    body: { reason: 'being moved' },
  })
  assert.equal(paused.state, 'paused')
  assert.equal(paused.reason, 'being moved')
  // Pausing what is paused is nothing, with another reason too.
  assert.deepEqual(await done(server, 'POST', `${path}/${id}/pause`), paused)
  const event = await done(server, 'POST', events, { body: { type: 'a.b', data: { n: 1 } } })
  assert.equal(event.matched, 1)
  const parked = await done(server, 'GET', '/v1/tenants/Cust1/deliveries?state=parked')
  assert.equal(parked.data.length, 1)
  assert.equal(receiver.received.length, 0)
  const resumed = await done(server, 'POST', `${path}/${id}/resume`)
  assert.equal(resumed.state, 'active')
  assert.equal((await receiver.request(1)).headers['webhook-id'], event.id)
})

test('a deleted subscription is gone from every answer and gets nothing more', async (t) => {
  const { server, receiver, body } = await world(t)
  const { id } = await done(server, 'POST', path, { body })
  await done(server, 'DELETE', `${path}/${id}`)
  for (const [method, rest] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['POST', '/test'],
    ['POST', '/secret/rotate'],
  ] as const) {
    const { code } = await refused(server, method, `${path}/${id}${rest}`)
    assert.equal(code, 'subscription-unknown')
  }
  const event = await done(server, 'POST', events, { body: { type: 'a.b', data: {} } })
  assert.equal(event.matched, 0)
  assert.equal(receiver.received.length, 0)
})

test('a test event is sent once, now, and tells what came back', async (t) => {
  const { server, receiver, body } = await world(t)
  const { id } = await done(server, 'POST', path, { body })
  const good = await done(server, 'POST', `${path}/${id}/test`)
  assert.equal(good.is_accepted, true)
  assert.equal(good.reply.status, 200)
  assert.equal(good.reply.body, 'noted')
  receiver.status = 503
  const bad = await done(server, 'POST', `${path}/${id}/test`)
  assert.equal(bad.is_accepted, false)
  assert.equal(receiver.received.length, 2)
  const { health, state } = await done(server, 'GET', `${path}/${id}`)
  assert.equal(health.attempts, 0)
  assert.equal(state, 'active')
})

test('subscriptions of the SuperOffice dialect are listed, paused and resumed, and changed elsewhere', async (t) => {
  const { server, receiver } = await world(t)
  await server.done('POST', '/Cust1/api/v1/Webhook', {
    body: { Name: 'crm', Events: ['a.b'], TargetUrl: receiver.url, Secret: 'planted-so-secret' },
  })
  const list = await called(server, 'GET', path)
  assert.ok(!list.text.includes('planted-so-secret'))
  const [one] = list.json.data
  assert.equal(one.dialect, 'superoffice')
  for (const [method, rest, body] of [
    ['PATCH', '', { name: 'x' }],
    ['POST', '/secret/rotate', undefined],
  ] as const) {
    const { code } = await refused(server, method, `${path}/${one.id}${rest}`, { body })
    assert.equal(code, 'subscription-of-other-dialect')
  }
  assert.equal((await done(server, 'POST', `${path}/${one.id}/pause`)).state, 'paused')
  assert.equal((await done(server, 'POST', `${path}/${one.id}/resume`)).state, 'active')
})

test('subscriptions are listed in the order they were made, page by page', async (t) => {
  const { server, body } = await world(t)
  const ids = []
  for (let n = 0; n < 3; n += 1) ids.push((await done(server, 'POST', path, { body })).id)
  const first = await done(server, 'GET', `${path}?limit=2`)
  const second = await done(server, 'GET', `${path}?limit=2&cursor=${first.next_cursor}`)
  assert.deepEqual(
    [...first.data, ...second.data].map(({ id }) => id),
    ids,
  )
  assert.equal(second.next_cursor, null)
})

test('a schedule of a subscription’s own is what its deliveries follow', async (t) => {
  const { server, receiver, body } = await world(t)
  receiver.status = 500
  await done(server, 'POST', path, { body: { ...body, retry: { delays_ms: [1000] } } })
  await done(server, 'POST', events, { body: { type: 'a.b', data: {} } })
  const ended = await server.fact(
    (fact) => fact.kind === 'attempt-recorded' && fact.state === 'exhausted',
  )
  assert.equal(ended.kind === 'attempt-recorded' && ended.attempt.number, 2)
  const tooLong = { delays_ms: Array.from({ length: 5 }, () => 86_400_000) }
  const { pointers } = await refused(server, 'POST', path, { body: { ...body, retry: tooLong } })
  assert.deepEqual(pointers, ['/retry/delays_ms'])
})
