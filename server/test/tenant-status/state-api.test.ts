/** The state of tenants: what everybody may ask, what the operator may say, and that both agree. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { on, openPartnerWorld, section, startApp, toldTo } from './partner-world.ts'

test('the state is answered without a key, with its name and the documented members', async (t) => {
  const world = await openPartnerWorld(t, { POSTHORN_PUBLIC_URL: 'https://online.example.org' })
  await world.makeTenant('Cust1')
  const before = Date.now()
  const state = await world.state('Cust1')
  assert.deepEqual(Object.keys(state), [
    'ContextIdentifier',
    'Endpoint',
    'State',
    'IsRunning',
    'ValidUntil',
    'Api',
    'Version',
  ])
  assert.equal(state.State, 'Running')
  assert.equal(state.IsRunning, true)
  assert.equal(state.Endpoint, 'https://online.example.org/Cust1')
  assert.equal(state.Api, 'https://online.example.org/Cust1/api')
  assert.match(state.ValidUntil, /Z$/)
  assert.ok(Date.parse(state.ValidUntil) > before)
})

test('only running and online maintenance are running, and a state that passes is to be asked for again soon', async (t) => {
  const world = await openPartnerWorld(t)
  await world.makeTenant('Cust1')
  const steps = [
    ['maintenance-started', 'OnlineMaintenance', true],
    ['maintenance-finished', 'Running', true],
    ['upgrade-started', 'OfflineMaintenance', false],
    ['upgrade-finished', 'Running', true],
    ['incident-started', 'Unknown', false],
    ['incident-ended', 'Running', true],
    ['suspend', 'Suspended', false],
    ['resume', 'Running', true],
    ['provisioning-started', 'Provisioning', false],
    ['provisioning-failed', 'ProvisioningFailed', false],
    ['migration-started', 'MigrationPending', false],
    ['provisioning-finished', 'Running', true],
    ['delete', 'Deleting', false],
    ['delete-failed', 'DeleteFailed', false],
    ['deleted', 'Deleted', false],
  ] as const
  for (const [change, name, isRunning] of steps) {
    await world.change('Cust1', { change })
    const state = await world.state('Cust1')
    assert.deepEqual([state.State, state.IsRunning], [name, isRunning], change)
    const isPassing = /Maintenance|Provisioning$|Deleting|DeleteFailed|Unknown/.test(name)
    const validMs = Date.parse(state.ValidUntil) - Date.now()
    assert.ok(isPassing ? validMs <= 60_000 : validMs > 60_000, `${change}: ${validMs}`)
  }
})

test('an unknown tenant, a partner and a tenant of that state answer alike', async (t) => {
  const world = await openPartnerWorld(t)
  await world.makeTenant('Cust1')
  await world.change('Cust1', { change: 'incident-started' })
  const shapes = []
  for (const id of ['Cust1', 'NoSuchTenant', 'v1']) {
    const { ValidUntil: _, ...state } = await world.state(id)
    shapes.push(JSON.stringify(state).replaceAll(id, '{id}'))
  }
  assert.equal(new Set(shapes).size, 1)
  assert.match(shapes[0] ?? '', /"State":"Unknown","IsRunning":false/)
  const answer = await world.server.call('GET', '/api/state/partner:acme', { key: null })
  assert.equal(answer.status, 400)
})

test('one address may ask so often in a minute, and is then told how long to wait', async (t) => {
  const world = await openPartnerWorld(t)
  const statuses = new Map<number, number>()
  let last = await world.server.call('GET', '/api/state/Cust1', { key: null })
  for (let asked = 0; asked < 125; asked += 1) {
    last = await world.server.call('GET', '/api/state/Cust1', { key: null })
    statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1)
  }
  assert.deepEqual([...statuses.keys()], [200, 429])
  assert.match(last.headers.get('retry-after') ?? '', /^\d+$/)
})

test('nobody but the operator changes a state, and who tries sends nothing', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  const tenant = await world.server.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  const path = '/v1/tenants/Cust1/state-changes'
  const body = { change: 'suspend' }
  for (const [key, status] of [
    [null, 401],
    ['wrong', 401],
    [tenant.manage, 403],
    [world.key, 404],
  ] as const) {
    assert.equal((await world.server.call('POST', path, { key, body })).status, status)
  }
  assert.equal((await world.state('Cust1')).State, 'Running')
  assert.deepEqual((await done(world.server, 'GET', path)).data, [])
  assert.equal(receiver.received.length, 0)
})

test('an announced upgrade is told while the tenant still runs, and not again when the outage begins', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  const version = { version_name: 'Release 8.4 R08', file_version: '8.4.12.1234' }
  await world.change('Cust1', { change: 'upgrade-announced', ...version })
  await receiver.request(1)
  assert.equal((await world.state('Cust1')).State, 'Running')
  assert.equal((await world.state('Cust1')).Version, '')
  const again = await world.server.call('POST', '/v1/tenants/Cust1/state-changes', {
    body: { change: 'upgrade-announced', ...version },
  })
  assert.equal(again.status, 200)
  assert.equal((await world.change('Cust1', { change: 'upgrade-started' })).notice, null)
  await world.change('Cust1', { change: 'upgrade-finished' })
  await receiver.request(2)
  assert.equal((await world.state('Cust1')).Version, 'Release 8.4 R08')
  const [announced] = toldTo(receiver)
  assert.deepEqual(
    [announced.ChangeType, announced.VersionName, announced.FileVersion],
    [0, 'Release 8.4 R08', '8.4.12.1234'],
  )
  assert.deepEqual(
    toldTo(receiver).map((one) => one.ChangeType),
    [0, 3],
  )
})

test('deleting followed by deleted is told once, and saying what holds already tells nothing', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  for (const tenant of ['Slow', 'Sudden']) {
    await world.makeTenant(tenant)
    await world.allow(tenant, app.id)
  }
  for (const change of ['delete', 'delete', 'deleted', 'deleted']) {
    await world.change('Slow', { change })
  }
  await world.change('Sudden', { change: 'deleted' })
  await world.change('Sudden', { change: 'deleted' })
  await receiver.request(2)
  const changes = await done(world.server, 'GET', '/v1/tenants/Slow/state-changes')
  assert.deepEqual(
    changes.data.map((one: { notice: string | null }) => one.notice),
    ['delete', null],
  )
  assert.deepEqual(
    toldTo(receiver)
      .map((one) => `${one.ChangeType} ${one.ContextIdentifier}`)
      .toSorted(),
    ['4 Slow', '4 Sudden'],
  )
})

test('a call to the old host after a move is misdirected, over REST, agents and SOAP, and nowhere else', async (t) => {
  const world = await openPartnerWorld(t)
  const tenant = await world.server.makeTenant('Cust1')
  await world.server.makeTenant('Other')
  const paths = [
    '/Cust1/api/v1/Webhook',
    '/Cust1/api/v1',
    '/Cust1/api/v1/Agents/Webhook/GetAllWebhooks',
    '/Cust1/Remote/Services88/Webhook.svc?wsdl',
  ]
  const statusAt = async (path: string): Promise<number> =>
    (await world.server.call('GET', path, { key: tenant.manage })).status
  for (const path of paths) assert.notEqual(await statusAt(path), 421, path)
  await world.change('Cust1', { change: 'move', public_endpoint: 'online3.example.com' })
  for (const path of paths) assert.equal(await statusAt(path), 421, path)
  const soap = await world.server.call('POST', '/Cust1/Remote/Services88/Webhook.svc', {
    key: null,
    headers: { 'content-type': 'text/xml' },
    body: '<x/>',
  })
  assert.equal(soap.status, 421)
  assert.notEqual(await statusAt('/Other/api/v1'), 421)
  assert.equal(await statusAt('/v1/tenants/Cust1'), 200)
  const { hostname } = new URL(world.server.url)
  await world.change('Cust1', { change: 'move', public_endpoint: hostname })
  assert.equal(await statusAt('/Cust1/api/v1'), 200)
})

test('what a change would do is foreseen as it then comes about, and foreseeing it does nothing', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const told = await world.publishedApp(section(on(endpoint)), 'On')
  const draft = await world.makeApp('standard', 'Draft')
  await world.makeTenant('Cust1')
  for (const { id } of [told, draft]) await world.allow('Cust1', id)
  const path = '/v1/tenants/Cust1/state-changes/dry-run'
  const body = { change: 'suspend' }
  const foreseen = await done(world.server, 'POST', path, { body })
  assert.deepEqual(
    [foreseen.is_changed, foreseen.before.state, foreseen.after.state, foreseen.notice],
    [true, 'running', 'suspended', 'suspend'],
  )
  const states = (apps: readonly { app_name: string; state: string }[]) =>
    Object.fromEntries(apps.map(({ app_name: name, state }) => [name, state]))
  assert.deepEqual(states(foreseen.apps), { On: 'due', Draft: 'not-published' })
  assert.deepEqual((await done(world.server, 'GET', '/v1/tenants/Cust1/state-changes')).data, [])
  const made = await world.change('Cust1', body)
  await receiver.request(1)
  assert.deepEqual(states(made.apps), { On: 'told', Draft: 'not-published' })
  assert.equal((await done(world.server, 'POST', path, { body })).is_changed, false)
})

test('by hand one notice is told, to one app or to all, and the state stays', async (t) => {
  const world = await openPartnerWorld(t)
  const [first, second] = await Promise.all([startApp(t), startApp(t)])
  const app = await world.publishedApp(section(on(first.endpoint)), 'first')
  const other = await world.publishedApp(section(on(second.endpoint)), 'second')
  await world.makeTenant('Cust1')
  for (const { id } of [app, other]) await world.allow('Cust1', id)
  await world.change('Cust1', { change: 'notify', notice: 'suspend', app: app.id })
  await world.change('Cust1', { change: 'notify', notice: 'resume' })
  await Promise.all([first.receiver.request(2), second.receiver.request(1)])
  assert.equal((await world.state('Cust1')).State, 'Running')
  assert.deepEqual(
    toldTo(second.receiver).map((one) => one.ChangeType),
    [3],
  )
})
