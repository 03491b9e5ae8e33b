/** That apps are told once, whatever happens in between, and by what counts when they are told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import type { AppParts } from '../../src/manage/manage-parts.ts'
import { changeTenantState } from '../../src/manage/tenant-states/change-tenant-state.ts'
import { tellTransitions } from '../../src/manage/tenant-states/tell-transitions.ts'
import { until } from '../world/until.ts'
import { withoutWrites } from './app-run.ts'
import {
  off,
  on,
  openPartnerWorld,
  type PartnerWorld,
  section,
  startApp,
  toldTo,
} from './partner-world.ts'

test('what was stored and nobody asked to be told is told by what keeps house, once', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  const made = await changeOnly(world, 'Cust1', 'suspend')
  await receiver.request(1)
  const path = `/v1/tenants/Cust1/state-changes/${made}`
  let shown = await done(world.server, 'GET', path)
  await until(async () => {
    shown = await done(world.server, 'GET', path)
    return shown.apps[0].state !== 'due'
  })
  assert.equal(shown.apps[0].state, 'told')
  const delivery = await done(
    world.server,
    'GET',
    `/v1/partners/acme/events/${shown.apps[0].event}`,
  )
  assert.equal(delivery.deliveries.length, 1)
  await world.change('Cust1', { change: 'resume' })
  await receiver.request(2)
  assert.deepEqual(
    toldTo(receiver).map((one) => one.ChangeType),
    [2, 3],
  )
})

test('who is told again, because it was not written down that it was done, is told once', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  for (const name of ['one', 'two']) {
    const app = await world.publishedApp(section(on(endpoint)), name)
    if (name === 'one') await world.makeTenant('Cust1')
    await world.allow('Cust1', app.id)
  }
  await changeOnly(world, 'Cust1', 'suspend')
  for (let count = 0; count < 3; count += 1) await tellTransitions(withoutWrites(partsOf(world)))
  await world.change('Cust1', { change: 'resume' })
  await receiver.request(4)
  const { data } = await done(world.server, 'GET', '/v1/partners/acme/events')
  const types: readonly string[] = data.map((one: { type: string }) => one.type)
  assert.deepEqual(types.toSorted(), [
    'tenant-status.resume',
    'tenant-status.resume',
    'tenant-status.suspend',
    'tenant-status.suspend',
  ])
})

test('switching an endpoint off ends what was pending there', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  receiver.status = 500
  const app = await world.makeApp('custom')
  await world.save(app.id, 1, section(on(endpoint)))
  await world.makeTenant('Cust1', 'sod')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  await world.save(app.id, 1, section(off))
  const states = async (): Promise<readonly string[]> => {
    const { data } = await done(world.server, 'GET', '/v1/partners/acme/deliveries')
    return data.map((one: { state: string }) => one.state)
  }
  await until(async () => (await states())[0] === 'cancelled')
  assert.equal((await states()).length, 1)
  assert.equal(receiver.received.length, 1)
})

test('an address that is changed while a message waits is where it goes next', async (t) => {
  const world = await openPartnerWorld(t)
  const [before, after] = await Promise.all([startApp(t), startApp(t)])
  before.receiver.status = 500
  const app = await world.makeApp('custom')
  await world.save(app.id, 1, section(on(before.endpoint)))
  await world.makeTenant('Cust1', 'sod')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await before.receiver.request(1)
  await world.save(app.id, 1, section(on(after.endpoint)))
  await after.receiver.request(1)
  assert.equal(toldTo(after.receiver)[0].ChangeType, 2)
  assert.equal(before.receiver.received.length, 1)
})

test('a failing endpoint whose checkbox is on mails the error addresses, else the technical contact, once a streak; off, nobody', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  receiver.status = 500
  const mailed = { ...on(endpoint), send_error_email: true }
  await world.publishedApp(section(mailed), 'contact')
  const named = await world.publishedApp(section(mailed), 'named')
  await world.publishedApp(section(on(endpoint)), 'quiet')
  const etag = (await world.server.call('GET', `/v1/apps/${named.id}`)).headers.get('etag') ?? ''
  await done(world.server, 'PATCH', `/v1/apps/${named.id}`, {
    headers: { 'if-match': etag },
    body: { error_emails: ['night@acme.example'] },
  })
  await world.makeTenant('Cust1')
  const apps = await done(world.server, 'GET', '/v1/partners/acme/apps')
  for (const { id } of apps.data) await world.allow('Cust1', id)
  await world.change('Cust1', { change: 'suspend' })
  await world.change('Cust1', { change: 'resume' })
  await receiver.request(6)
  const alerts = async () => (await done(world.server, 'GET', '/v1/partners/acme/alerts')).data
  await until(async () => (await alerts()).length >= 2)
  // What the quiet one and the second failures would raise had its time: an alert goes with its attempt.
  const ended = () => done(world.server, 'GET', '/v1/partners/acme/deliveries')
  await until(async () => (await ended()).data.every(hasFailed))
  const raised = await alerts()
  const addresses = raised.map((one: { mails: readonly { recipient: string }[] }) =>
    one.mails.map(({ recipient }) => recipient).join(),
  )
  assert.deepEqual(addresses.toSorted(), ['night@acme.example', 'tech@acme.example'])
})

test('a message that has ended can be sent again by its partner, under the same webhook-id', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  const list = async () =>
    (await done(world.server, 'GET', '/v1/partners/acme/deliveries', { key: world.key })).data
  let [delivery] = await list()
  await until(async () => {
    ;[delivery] = await list()
    return delivery.state === 'delivered'
  })
  const path = `/v1/partners/acme/deliveries/${delivery.id}/resend`
  await done(world.server, 'POST', path, { key: world.key })
  await receiver.request(2)
  const [first, second] = receiver.received
  assert.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
})

test('an approval counts in the environment that it was given in, and a withdrawn one nowhere', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1', 'stage')
  await world.allow('Cust1', app.id)
  const tenants = async () => {
    const path = `/v1/apps/${app.id}/tenants`
    const { data } = await done(world.server, 'GET', path, { key: world.key })
    return data.map((one: { tenant: string; environment: string }) => [one.tenant, one.environment])
  }
  assert.deepEqual(await tenants(), [['Cust1', 'stage']])
  await world.change('Cust1', { change: 'move', public_endpoint: 'online3.example.com' })
  await done(world.server, 'PUT', '/v1/tenants/Cust1/environment', {
    body: { environment: 'production' },
  })
  assert.match((await world.state('Cust1')).Endpoint, /online3\.example\.com/)
  const elsewhere = await world.change('Cust1', { change: 'suspend' })
  assert.equal(elsewhere.apps[0].state, 'not-approved-here')
  await world.allow('Cust1', app.id)
  assert.equal((await world.change('Cust1', { change: 'resume' })).apps[0].state, 'told')
  assert.deepEqual(await tenants(), [['Cust1', 'production']])
  await receiver.request(2)
  await done(world.server, 'DELETE', `/v1/tenants/Cust1/approvals/${app.id}`)
  assert.deepEqual(await tenants(), [])
  assert.deepEqual((await world.change('Cust1', { change: 'suspend' })).apps, [])
})

const hasFailed = (one: { attempt_count: number }): boolean => one.attempt_count > 0

/** As a service does that ends before it tells. */
async function changeOnly(
  world: PartnerWorld,
  tenantId: string,
  change: 'suspend',
): Promise<string> {
  const parts = partsOf(world)
  const tenant = await parts.ports.store.tenants.findTenant(tenantId)
  const result = await changeTenantState(
    { tenantKey: tenant!.key, tenantId, by: 'operator', why: null, onlyApp: null, change },
    parts,
  )
  if (result.kind !== 'changed') throw new Error(result.kind)
  return result.transition.id
}

function partsOf({ server }: PartnerWorld): AppParts {
  const { ports, pipeline } = server.service
  const { url } = server
  return {
    ports: { ...ports, random: createSystemRandom() },
    pipeline,
    issuerUrls: { sod: `${url}/sod`, stage: `${url}/stage`, production: url },
  }
}
