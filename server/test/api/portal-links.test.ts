/** Portal links: a token that works once, for a key that ends by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createPortalLink,
  endPortalSessions,
  exchangePortalLink,
} from '../../src/manage/portal-links.ts'
import type { PortalSession } from '../../src/domain/portal-link.ts'
import { collection } from '../../src/manage/records.ts'
import { installationAccount } from '../../src/ports/record-store.ts'
import type { TenantStore } from '../../src/ports/tenant-store.ts'
import { until } from '../world/until.ts'
import { openManageWorld } from '../world/manage-world.ts'
import { startServer } from '../world/running-server.ts'
import { called, done } from './documented-calls.ts'

const path = '/v1/tenants/Cust1/portal-links'
const exchange = '/v1/portal-links/exchange'
const sessions = collection<PortalSession>('portal-session')

test('whoever asks for states too often may exchange a link all the same, until that was too often as well', async (t) => {
  const server = await startServer(t)
  const state = async () => (await server.call('GET', '/api/state/Cust1', { key: null })).status
  const states = await Promise.all(Array.from({ length: 121 }, state))
  assert.equal(states.filter((status) => status === 429).length, 1)
  const ask = async () => {
    const body = { link_token: 'phl_none' }
    return (await called(server, 'POST', exchange, { key: null, body })).json.code
  }
  const codes = await Promise.all(Array.from({ length: 121 }, ask))
  assert.equal(codes.filter((code) => code === 'portal-link-spent').length, 120)
  assert.equal(codes.filter((code) => code === 'too-many-requests').length, 1)
})

test('a token is exchanged once, for a key with the scopes of the link and no others', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const made = await done(server, 'POST', path, { key: tenant.manage, body: { scopes: ['read'] } })
  const body = { link_token: made.link_token }
  const both = await Promise.all([
    called(server, 'POST', exchange, { key: null, body }),
    called(server, 'POST', exchange, { key: null, body }),
  ])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 404],
  )
  const opened = both.find(({ status }) => status === 201)?.json
  assert.equal(opened.tenant, 'Cust1')
  assert.ok(Date.parse(opened.expires_at) > Date.now())
  const statusOf = async (method: string, place: string, sent?: object): Promise<number> =>
    (await server.call(method, place, { key: opened.key, ...(sent ? { body: sent } : {}) })).status
  assert.equal(await statusOf('GET', '/v1/tenants/Cust1/events'), 200)
  assert.equal(await statusOf('POST', '/v1/tenants/Cust1/events', { type: 'a.b', data: {} }), 403)
  assert.equal(await statusOf('GET', '/v1/tenants/Other/events'), 404)
  const logged = JSON.stringify(await done(server, 'GET', '/v1/audit'))
  for (const secret of [made.link_token, opened.key]) {
    assert.ok(!logged.includes(secret) && !server.log.includes(secret))
  }
})

test('a key gives away no scope that it does not have, and a token that was never made opens nothing', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const asked = await called(server, 'POST', path, {
    key: tenant.manage,
    body: { scopes: ['read', 'ingest'] },
  })
  assert.equal(asked.status, 400)
  assert.equal(asked.json.errors[0].pointer, '/scopes')
  assert.equal(
    (await called(server, 'POST', path, { key: tenant.read, body: { scopes: ['read'] } })).status,
    403,
  )
  for (const token of ['phl_x', '__proto__', '../x']) {
    const answer = await called(server, 'POST', exchange, {
      key: null,
      body: { link_token: token },
    })
    assert.equal(answer.json.code, 'portal-link-spent')
  }
})

test('a link that is too old opens nothing, and a key ends when its time is over', async (t) => {
  const world = await openManageWorld(t)
  const { tenant, clock, ports } = world
  const link = {
    tenantKey: tenant.key,
    tenantId: tenant.id,
    scopes: ['read'] as const,
    by: 'operator',
    validMs: 60_000,
    sessionMs: 120_000,
  }
  const [late, early] = [await createPortalLink(link, world), await createPortalLink(link, world)]
  const revoked: string[] = []
  const forget = (id: string) => void revoked.push(id)
  const opened = await exchangePortalLink(early.token, world)
  assert.ok(opened !== null)
  await clock.run(60_000)
  assert.equal(await exchangePortalLink(late.token, world), null)
  await endPortalSessions(world, forget)
  assert.ok((await ports.store.tenants.findKey(opened.secret)) !== null)
  await clock.run(60_000)
  await endPortalSessions(world, forget)
  assert.equal(await ports.store.tenants.findKey(opened.secret), null)
  assert.deepEqual(revoked, [opened.key.id])
})

test('a key that was used while it lived opens nothing once its time is over, without a restart', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const link = await done(server, 'POST', path, { key: tenant.manage, body: { scopes: ['read'] } })
  const body = { link_token: link.link_token }
  const opened = await done(server, 'POST', exchange, { key: null, body })
  const statusNow = async () =>
    (await server.call('GET', '/v1/tenants/Cust1/events', { key: opened.key })).status
  assert.equal(await statusNow(), 200)
  const { records } = server.service.ports.store
  const [session] = await sessions.all(records, installationAccount)
  assert.ok(session !== undefined)
  const ended = { ...session.value, endsAtMs: Date.now() - 1 }
  assert.ok(await records.write([sessions.changed(session, ended)], Date.now()))
  await until(async () => (await statusNow()) === 401)
})

test('a service that ends in the middle of an exchange leaves no key behind that does not end', async (t) => {
  const world = await openManageWorld(t)
  const { tenant, clock, ports } = world
  const link = await createPortalLink(
    {
      ...{ tenantKey: tenant.key, tenantId: tenant.id, scopes: ['read'], by: 'operator' },
      ...{ validMs: 60_000, sessionMs: 120_000 },
    },
    world,
  )
  // The service ends as soon as the key is on disk.
  const made: TenantStore = ports.store.tenants
  const tenants: TenantStore = Object.create(made, {
    createKey: {
      async value(request: Parameters<TenantStore['createKey']>[0]) {
        await made.createKey(request)
        throw new Error('killed')
      },
    },
  })
  const store: typeof ports.store = Object.create(ports.store, { tenants: { value: tenants } })
  await assert.rejects(exchangePortalLink(link.token, { ports: { ...ports, store } }), /killed/)
  await clock.run(120_000)
  await endPortalSessions(world, () => undefined)
  const all = await made.listKeys(tenant.key)
  const given = all.filter(({ name }) => name.startsWith('portal link'))
  assert.equal(given.length, 1)
  assert.ok(given.every(({ revokedAtMs }) => revokedAtMs !== null))
})

test('a key of a link makes no further links, and the tenant has it in its audit log', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const link = await done(server, 'POST', path, {
    key: tenant.manage,
    body: { scopes: ['manage'] },
  })
  const body = { link_token: link.link_token }
  const opened = await done(server, 'POST', exchange, { key: null, body })
  const again = await called(server, 'POST', path, { key: opened.key, body: { scopes: ['read'] } })
  assert.equal(again.status, 403)
  assert.match(again.json.detail, /given for a portal link/)
  const { data } = await done(server, 'GET', '/v1/tenants/Cust1/audit', { key: tenant.read })
  const operations = data.map((one: { operation: string }) => one.operation)
  assert.deepEqual(operations.slice(0, 2), ['exchangePortalLink', 'createPortalLink'])
})
