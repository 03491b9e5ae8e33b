/** Accounts of the console: who makes them, what they may do, and what ends their sessions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, type RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { accountSignedIn, password, signIn, statusOf } from './signed-in.ts'

const events = '/v1/tenants/Cust1/events'

test('an account of a tenant may do what a key of it with its scopes may, and no more', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  await server.makeTenant('Other')
  await done(server, 'POST', '/v1/partners', { body: { id: 'acme', name: 'Acme' } })
  const who = await accountSignedIn(server, { role: 'tenant', tenant: 'Cust1', scopes: ['read'] })
  const { kind, email, role, tenant, partner, scopes } = who.view
  assert.deepEqual([kind, email, role, tenant], ['account', 'ada@example.org', 'tenant', 'Cust1'])
  assert.deepEqual([partner, scopes], [null, ['read']])
  const statuses = []
  for (const path of [events, '/v1/tenants/Other/events', '/v1/tenants', '/v1/accounts']) {
    statuses.push(await statusOf(who, path))
  }
  assert.deepEqual(statuses, [200, 404, 403, 403])
  const paused = await who.call('POST', '/v1/tenants/Cust1/portal-links', {
    body: { scopes: ['read'] },
  })
  assert.equal(paused.json.code, 'scope-missing')
  const bob = await accountSignedIn(server, {
    ...{ email: 'bob@acme.example', role: 'partner', partner: 'acme' },
  })
  assert.equal(bob.view.partner, 'acme')
  assert.equal(await statusOf(bob, '/v1/partners/acme'), 200)
  assert.equal(await statusOf(bob, events), 404)
})

test('a setup link sets a password once, and a new one ends the sessions from before', async (t) => {
  const server = await startServer(t)
  const body = { email: 'ada@example.org', name: 'Ada', role: 'operator' }
  const made = await done(server, 'POST', '/v1/accounts', { body })
  assert.equal(made.setup_url, `${server.url}/console/setup#token=${made.setup_token}`)
  const refusedWith = async (given: object) =>
    (await refused(server, 'POST', '/v1/session', { key: null, body: given })).code
  assert.equal(
    await refusedWith({ setup_token: made.setup_token, password: 'too short' }),
    'body-invalid',
  )
  const setup = { setup_token: made.setup_token, password, name: 'Ada Example' }
  const tried = await Promise.all(
    [1, 2].map(() => called(server, 'POST', '/v1/session', { key: null, body: setup })),
  )
  assert.deepEqual(
    tried.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 401],
  )
  const who = await signIn(server, { email: 'ADA@example.org', password })
  assert.equal(who.view.name, 'Ada Example')
  const path = `/v1/accounts/${made.id}`
  const next = await done(server, 'POST', `${path}/setup-links`)
  assert.equal(await statusOf(who), 401)
  const newest = await done(server, 'POST', `${path}/setup-links`)
  const other = 'another long sentence'
  assert.equal(
    await refusedWith({ setup_token: next.setup_token, password: other }),
    'sign-in-refused',
  )
  await signIn(server, { setup_token: newest.setup_token, password: other })
  assert.equal(await refusedWith({ email: body.email, password }), 'sign-in-refused')
  await signIn(server, { email: body.email, password: other })
  const logged = JSON.stringify(await done(server, 'GET', '/v1/audit')) + server.log
  for (const secret of [made.setup_token, newest.setup_token, password, other]) {
    assert.ok(!logged.includes(secret))
  }
})

test('other rights and the end of an account end its sessions at once', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const who = await accountSignedIn(server, {})
  const path = `/v1/accounts/${who.accountId}`
  assert.equal(await statusOf(who, '/v1/accounts'), 200)
  await done(server, 'PATCH', path, { body: { name: 'Ada Other' } })
  assert.equal(await statusOf(who, '/v1/accounts'), 200)
  const changed = await done(server, 'PATCH', path, { body: { role: 'tenant', tenant: 'Cust1' } })
  assert.deepEqual([changed.tenant, changed.scopes], ['Cust1', ['manage']])
  assert.equal(await statusOf(who), 401)
  const again = await signIn(server, { email: who.email, password })
  assert.equal(await statusOf(again, events), 200)
  assert.equal((await called(server, 'DELETE', path)).status, 204)
  assert.equal(await statusOf(again, events), 401)
  const body = { email: who.email, password }
  assert.equal(
    (await refused(server, 'POST', '/v1/session', { key: null, body })).code,
    'sign-in-refused',
  )
  assert.equal((await refused(server, 'GET', path)).code, 'account-unknown')
  await accountSignedIn(server, {})
})

test('an account that cannot be is refused with what is wrong, and an address has one account', async (t) => {
  const server = await startServer(t)
  const ada = { email: 'ada@example.org', name: 'Ada', role: 'operator' }
  await done(server, 'POST', '/v1/accounts', { body: ada })
  const wrong = async (given: object) => {
    const { code, pointers } = await refused(server, 'POST', '/v1/accounts', {
      body: { ...ada, email: 'bob@example.org', ...given },
    })
    return code === 'body-invalid' ? pointers[0] : code
  }
  assert.equal(await wrong({ email: 'Ada@Example.org' }), 'account-taken')
  assert.equal(await wrong({ email: 'no address' }), '/email')
  assert.equal(await wrong({ role: 'tenant' }), '/tenant')
  assert.equal(await wrong({ role: 'tenant', tenant: 'Nobody' }), '/tenant')
  assert.equal(await wrong({ role: 'tenant', tenant: 'x', partner: 'x' }), '/partner')
  assert.equal(await wrong({ scopes: ['read'] }), '/scopes')
  const { data } = await done(server, 'GET', '/v1/accounts?limit=1')
  assert.deepEqual(
    data.map((one: Json) => one.email),
    ['ada@example.org'],
  )
})

test('a start without an account of the operator offers a link that makes one, once', async (t) => {
  const server = await startServer(t)
  const url = server.service.firstSetupUrl ?? ''
  assert.ok(url.startsWith(`${server.url}/console/setup#token=`))
  const [, token = ''] = url.split('#token=')
  assert.ok(!server.log.includes(token))
  const setup = { setup_token: token, password }
  const incomplete = await refused(server, 'POST', '/v1/session', { key: null, body: setup })
  assert.deepEqual(incomplete.pointers, ['/email', '/name'])
  const body = { ...setup, email: 'ada@example.org', name: 'Ada' }
  const who = await signIn(server, body)
  assert.deepEqual([who.view.role, who.view.email], ['operator', 'ada@example.org'])
  const again = await refused(server, 'POST', '/v1/session', { key: null, body })
  assert.equal(again.code, 'sign-in-refused')
})

test('an account of the operator that is made by its key ends the link of the start', async (t) => {
  const server = await startServer(t)
  const token = server.service.firstSetupUrl?.split('#token=')[1]
  await accountSignedIn(server, {})
  const body = { setup_token: token, password, email: 'eve@example.org', name: 'Eve' }
  const answer = await refused(server, 'POST', '/v1/session', { key: null, body })
  assert.equal(answer.code, 'sign-in-refused')
})

test('an account that becomes one of the operator ends the link of the start', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const token = server.service.firstSetupUrl?.split('#token=')[1]
  const { accountId } = await accountSignedIn(server, { role: 'tenant', tenant: 'Cust1' })
  await done(server, 'PATCH', `/v1/accounts/${accountId}`, { body: { role: 'operator' } })
  const body = { setup_token: token, password, email: 'eve@example.org', name: 'Eve' }
  const answer = await refused(server, 'POST', '/v1/session', { key: null, body })
  assert.equal(answer.code, 'sign-in-refused')
})

test('the audit log names the account by its e-mail, and has its sign-ins, sign-outs and failures', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const who = await accountSignedIn(server, { role: 'tenant', tenant: 'Cust1' })
  const body = { url: 'http://127.0.0.1:8080/', event_types: ['*'] }
  assert.equal((await who.call('POST', '/v1/tenants/Cust1/subscriptions', { body })).status, 201)
  await who.call('DELETE', '/v1/session')
  const wrong = { email: who.email, password: 'wrong password' }
  await called(server, 'POST', '/v1/session', { key: null, body: wrong })
  const told = await toldOf(server, '/v1/tenants/Cust1/audit?limit=4')
  const ada = 'ada@example.org'
  assert.deepEqual(told, [
    ['createSession', null, 401],
    ['deleteSession', ada, 204],
    ['createSubscription', ada, 201],
    ['createSession', ada, 201],
  ])
  const own = await toldOf(server, `/v1/audit?actor=${who.accountId}`)
  assert.equal(own.length, 3)
})

async function toldOf(server: RunningServer, path: string): Promise<readonly unknown[]> {
  const { data } = await done(server, 'GET', path)
  return data.map((one: Json) => [one.operation, one.actor_name, one.status])
}

test('the audit log has no link that signs in', async (t) => {
  const server = await startServer(t)
  const body = { email: 'mari@example.org', name: 'Mari', role: 'operator' }
  const made = await done(server, 'POST', '/v1/accounts', { body })
  const log = await done(server, 'GET', '/v1/audit')
  assert.ok(JSON.stringify(log).includes('mari@example.org'))
  assert.ok(!JSON.stringify(log).includes(String(made.setup_token)))
})
