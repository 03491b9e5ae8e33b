/** Signing in to the console: who gets a session, what it opens, and what ends it. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { createApi } from '../../src/api/server.ts'
import { createKey } from '../../src/manage/create-key.ts'
import { openManageWorld } from '../world/manage-world.ts'
import { noApps } from '../world/no-apps.ts'
import { operatorKey, RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { accountSignedIn, password, signIn, statusOf } from './signed-in.ts'

const events = '/v1/tenants/Cust1/events'
const hourMs = 3_600_000

/** A server on a socket whose clock is moved by the test. */
async function serverOverClock(t: TestContext) {
  const { ports, pipeline, tenant, clock } = await openManageWorld(t)
  const read = readConfig({ POSTHORN_LISTEN: '127.0.0.1:0' })
  if (read.kind === 'refused') throw new Error(read.faults.join())
  const metrics = async () => ({ contentType: 'text/plain', text: '' })
  const { config } = read
  const api = createApi({
    ...{ ports, pipeline, ...noApps, config, operatorKey, connectionsMax: 1_000, metrics },
  })
  t.after(() => api.close(0))
  const { url } = await api.listen()
  const service = { url, ports } as RunningServer['service']
  const server = new RunningServer({ service, config, log: [], facts: [], waiting: new Set() })
  return { server, ports, tenant, clock }
}

test('a key signs in for a session with its rights, under a cookie that no script reads', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const who = await signIn(server, { key: tenant.read })
  const { csrf_token: csrf, expires_at: until, ...view } = who.view
  assert.deepEqual(view, {
    ...{ kind: 'key', name: 'read', email: null, role: 'tenant', tenant: 'Cust1', partner: null },
    scopes: ['read'],
  })
  assert.match(who.cookie, /^posthorn_session=[\w-]{43}$/)
  assert.deepEqual(who.attributes, ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Max-Age=43200'])
  assert.ok(Date.parse(until) - Date.now() <= 12 * hourMs)
  const read = await who.call('GET', '/v1/session')
  assert.deepEqual(read.json, who.view)
  assert.equal(await statusOf(who, events), 200)
  assert.equal(await statusOf(who, '/v1/tenants/Other/events'), 404)
  assert.equal(await statusOf(who, '/Cust1/api/v1/Webhook'), 200)
  const body = { type: 'a.b', data: {} }
  assert.equal((await who.call('POST', events, { body })).json.code, 'scope-missing')
  const operator = await signIn(server, { key: operatorKey })
  assert.deepEqual([operator.view.role, operator.view.name], ['operator', 'operator'])
  assert.equal(await statusOf(operator, '/v1/tenants'), 200)
  const logged = JSON.stringify(await done(server, 'GET', '/v1/audit')) + server.log
  for (const secret of [csrf, who.cookie.split('=')[1]]) assert.ok(!logged.includes(secret))
})

test('the cookie is Secure where a proxy or the public URL says that it is reached by TLS', async (t) => {
  const server = await startServer(t, { POSTHORN_PUBLIC_URL: 'https://hooks.example.net' })
  const body = { key: operatorKey }
  const attributes = async (headers: Record<string, string>) =>
    (await signIn(server, body, headers)).attributes
  assert.ok((await attributes({})).includes('Secure'))
  assert.ok((await attributes({ 'x-forwarded-proto': 'https' })).includes('Secure'))
  assert.ok(!(await attributes({ 'x-forwarded-proto': 'http' })).includes('Secure'))
})

test('what is no GET needs the token of the session, and a header Authorization wins over the cookie', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const who = await signIn(server, { key: tenant.manage })
  const other = await signIn(server, { key: tenant.manage })
  const path = '/v1/tenants/Cust1/subscriptions'
  const body = { url: 'http://127.0.0.1:8080/', event_types: ['*'] }
  for (const token of ['', 'x', other.view.csrf_token]) {
    const headers = { 'x-csrf-token': token }
    const answer = await who.call('POST', path, { body, headers })
    assert.deepEqual([answer.status, answer.json.code], [403, 'csrf-token-wrong'])
    assert.equal((await who.call('DELETE', '/v1/session', { headers })).status, 403)
    const webhook = await who.call('POST', '/Cust1/api/v1/Webhook', { body: {}, headers })
    assert.equal(webhook.status, 403)
  }
  assert.equal((await who.call('POST', path, { body })).status, 201)
  const event = { type: 'a.b', data: {} }
  const headers = { 'x-csrf-token': '' }
  const byKey = await who.call('POST', events, { key: tenant.ingest, body: event, headers })
  assert.equal(byKey.status, 202)
  assert.equal((await who.call('GET', events, { key: 'phk_wrong' })).status, 401)
})

test('a wrong sign-in tells nothing of what is right, and after ten the account waits', async (t) => {
  const server = await startServer(t)
  await accountSignedIn(server, {})
  const tried = (email: string, given = 'wrong password') =>
    refused(server, 'POST', '/v1/session', { key: null, body: { email, password: given } })
  const [known, unknown] = await Promise.all([tried('ada@example.org'), tried('bob@example.org')])
  assert.equal(known.code, 'sign-in-refused')
  const plain = (text: string) => text.replace(/urn:posthorn:request:[\w-]+/, '')
  assert.equal(plain(known.answer.text), plain(unknown.answer.text))
  const more = Array.from({ length: 9 }, () => tried('ADA@example.org'))
  assert.ok((await Promise.all(more)).every(({ code }) => code === 'sign-in-refused'))
  const late = await tried('ada@example.org', password)
  assert.equal(late.code, 'too-many-sign-ins')
  assert.ok(Number(late.answer.headers.get('retry-after')) > 0)
  await signIn(server, { key: operatorKey })
  for (const body of [
    { key: 'phk_wrong' },
    { link_token: 'phl_x' },
    { setup_token: 'x', password },
  ]) {
    const answer = await refused(server, 'POST', '/v1/session', { key: null, body })
    assert.equal(answer.code, 'sign-in-refused')
  }
  for (const body of [{}, { email: 'a@b' }, { key: 'x', email: 'a@b', password: 'x' }]) {
    const answer = await refused(server, 'POST', '/v1/session', { key: null, body })
    assert.equal(answer.code, 'body-invalid')
  }
})

test('a session ends after twelve hours, and after two without a call', async (t) => {
  const { server, clock } = await serverOverClock(t)
  const idle = await signIn(server, { key: operatorKey })
  const busy = await signIn(server, { key: operatorKey })
  await clock.run(1.9 * hourMs)
  assert.deepEqual([await statusOf(idle), await statusOf(busy)], [200, 200])
  await clock.run(1.9 * hourMs)
  assert.equal(await statusOf(busy), 200)
  await clock.run(0.2 * hourMs)
  const ended = await called(server, 'GET', '/v1/session', {
    key: null,
    headers: { cookie: idle.cookie },
  })
  assert.deepEqual([ended.status, ended.json.code], [401, 'session-ended'])
  assert.match(ended.headers.get('set-cookie') ?? '', /^posthorn_session=; .*Max-Age=0/)
  for (let count = 0; count < 5; count += 1) {
    await clock.run(1.5 * hourMs)
    assert.equal(await statusOf(busy), 200)
  }
  await clock.run(0.6 * hourMs)
  assert.equal(await statusOf(busy, '/v1/tenants'), 401)
})

test('a session of a portal link works without its key, and ends with it', async (t) => {
  const { server, clock } = await serverOverClock(t)
  const made = await done(server, 'POST', '/v1/tenants/Cust1/portal-links', {
    body: { scopes: ['read'], session_seconds: 600 },
  })
  const body = { link_token: made.link_token }
  const who = await signIn(server, body)
  assert.deepEqual([who.view.kind, who.view.tenant, who.view.scopes], ['portal', 'Cust1', ['read']])
  assert.equal(Date.parse(who.view.expires_at), clock.nowMs() + 600_000)
  const again = await refused(server, 'POST', '/v1/session', { key: null, body })
  assert.equal(again.code, 'sign-in-refused')
  await clock.run(590_000)
  assert.equal(await statusOf(who, events), 200)
  await clock.run(10_000)
  assert.equal(await statusOf(who, events), 401)
})

test('a key that is revoked ends its sessions, and signing out ends one', async (t) => {
  const { server, ports, tenant } = await serverOverClock(t)
  const request = {
    tenantKey: tenant.key,
    name: 'n',
    scopes: ['manage'],
    application: null,
  } as const
  const { key, secret } = await createKey(request, { ports })
  const [first, second] = [
    await signIn(server, { key: secret }),
    await signIn(server, { key: secret }),
  ]
  assert.equal((await first.call('DELETE', '/v1/session')).status, 204)
  assert.deepEqual([await statusOf(first, events), await statusOf(second, events)], [401, 200])
  assert.equal((await first.call('DELETE', '/v1/session')).status, 204)
  await done(server, 'DELETE', `/v1/tenants/Cust1/keys/${key.id}`)
  assert.equal(await statusOf(second, events), 401)
})

test('whoever signs in anew in a browser ends the session that it had', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const before = await signIn(server, { key: operatorKey })
  await assert.rejects(signIn(server, { key: 'phk_wrong' }, { cookie: before.cookie }))
  assert.equal(await statusOf(before), 200)
  const after = await signIn(server, { key: tenant.read }, { cookie: before.cookie })
  assert.deepEqual([await statusOf(before), await statusOf(after)], [401, 200])
})

test('a session outlives a restart, and one of the operator’s key does not outlive that key', async (t) => {
  const { server, ports } = await serverOverClock(t)
  const ofKey = await signIn(server, { key: operatorKey })
  const ofAccount = await accountSignedIn(server, {})
  const parts = { ...server.config, roles: ['api'] as const }
  for (const [key, status] of [
    [operatorKey, 200],
    ['another-key-of-the-operator-0123456789', 401],
  ] as const) {
    const metrics = async () => ({ contentType: 'text/plain', text: '' })
    const api = createApi({
      ...{ ports, pipeline: server.service.pipeline, ...noApps, config: parts, metrics },
      ...{ operatorKey: key, connectionsMax: 1_000 },
    })
    t.after(() => api.close(0))
    const { url } = await api.listen()
    const sent = async (cookie: string) =>
      (await fetch(`${url}/v1/tenants`, { headers: { cookie } })).status
    assert.deepEqual([await sent(ofKey.cookie), await sent(ofAccount.cookie)], [status, 200])
  }
})

test('the twenty-first session of a key ends its oldest', async (t) => {
  const { server } = await serverOverClock(t)
  const all = []
  for (let count = 0; count < 21; count += 1) all.push(await signIn(server, { key: operatorKey }))
  const statuses = await Promise.all(all.map((one) => statusOf(one)))
  assert.deepEqual(statuses, [401, ...Array<number>(20).fill(200)])
})
