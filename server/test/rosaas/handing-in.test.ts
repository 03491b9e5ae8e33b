/** Events handed in for a product, at RoSaaS's own door and at the native one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../../docs/reference/rosaas-events.json' with { type: 'json' }
import { done, refused } from '../api/documented-calls.ts'
import { startReceiver } from '../api/recording-receiver.ts'
import { openProductWorld } from './product-world.ts'

const events = '/api/management/apps/v1/events'
const native = '/v1/tenants/acme/events'

/** A change of status, with other members. */
const changed = (other: object = {}) => ({
  EventCode: 2,
  TenantSystemName: 'acme-crm',
  MetaData: { NewTenantStatus: 'active', Date: '2025-03-01T09:05:00Z', Plan: 'p', planPrice: 29.5 },
  ...other,
})

test('every documented event is taken in, and arrives as the documents have it, to the byte', async (t) => {
  const world = await openProductWorld(t)
  const receiver = await startReceiver(t)
  await world.makeEndpoint({ url: receiver.url, allEvents: true })
  const all = [...documented.bodies, documented.withPreviousAttributes]
  for (const body of all) {
    const { EventCode, Event } = JSON.parse(body) as { EventCode: number; Event: string }
    const taken = await world.handIn(body)
    assert.match(taken.Id, /^evt_[0-9a-f]{32}$/)
    assert.deepEqual(taken, { Id: taken.Id, EventCode, Event })
  }
  await receiver.request(all.length)
  const arrived = receiver.received.map(({ body }) => body.toString())
  assert.deepEqual(arrived.toSorted(), all.toSorted())
})

test('the sample payload of the guide is refused, with both events that it could mean', async (t) => {
  const world = await openProductWorld(t)
  const sample = {
    TenantSystemName: 'example_tenant',
    EventCode: 1,
    Event: 'TrialSubscriptionUpgradedToStandard',
    MetaData: { subscription_id: 'sub_123456789', status: 'upgraded' },
    Created: '2024-05-28T12:34:56Z',
  }
  const [error, ...others] = await world.refused('POST', events, sample)
  assert.equal(others.length, 0)
  assert.deepEqual([error?.parameter, error?.sysCode], ['EventCode', '1006'])
  assert.match(error?.message ?? '', /Tenant[.]RegisteredInRoSaasDb, while Event names Subscr/)
  assert.deepEqual((await world.done('GET', events)).items, [])
})

test('what is wrong with an event is told by its place, and nothing of it is stored', async (t) => {
  const world = await openProductWorld(t)
  const MetaData = { NewTenantStatus: 7, Date: 'today', planPrice: '29.5', more: 1 }
  const errors = await world.refused('POST', events, changed({ MetaData }))
  assert.deepEqual(
    errors.map(({ parameter, sysCode }) => `${sysCode} ${parameter}`),
    [
      '1006 MetaData.NewTenantStatus',
      '1006 MetaData.Date',
      '1001 MetaData.Plan',
      '1006 MetaData.planPrice',
    ],
  )
  const cases = [
    [changed({ EventCode: 20 }), 'EventCode', '1006'],
    [changed({ EventCode: 0 }), 'EventCode', '1006'],
    [changed({ EventCode: undefined, Event: 'Tenant.Unheard' }), 'Event', '1006'],
    [changed({ EventCode: undefined }), 'Event', '1001'],
    [changed({ TenantSystemName: undefined }), 'TenantSystemName', '1001'],
    [changed({ TenantSystemName: 'x'.repeat(251) }), 'TenantSystemName', '1006'],
    [changed({ MetaData: [] }), 'MetaData', '1006'],
    [changed({ MetaData: undefined }), 'MetaData', '1001'],
    [changed({ Created: 'yesterday' }), 'Created', '1006'],
    [changed({ previous_attributes: [] }), 'previous_attributes', '1006'],
    [changed({ Metadata: {} }), 'Metadata', '1006'],
    [[], '', '1006'],
    ['{"EventCode":', '', '1006'],
  ] as const
  for (const [body, parameter, sysCode] of cases) {
    const [error] = await world.refused('POST', events, body)
    const what = JSON.stringify([body, error])
    assert.deepEqual([error?.parameter, error?.sysCode], [parameter, sysCode], what)
  }
  assert.deepEqual((await world.done('GET', events)).items, [])
})

test('where validation warns, an event with faults is taken, delivered as it is, and shown with them', async (t) => {
  const world = await openProductWorld(t)
  const receiver = await startReceiver(t)
  await world.makeEndpoint({ url: receiver.url })
  await world.setValidation('warn')
  const MetaData = {
    NewTenantStatus: 7,
    Date: '2025-03-01T09:05:00Z',
    Plan: 'p',
    planPrice: 1,
    x: 1,
  }
  const { Id, Warnings } = await world.handIn(changed({ MetaData }))
  assert.deepEqual(
    Warnings.map((one: { parameter: string; sysCode: string }) => [one.parameter, one.sysCode]),
    [['MetaData.NewTenantStatus', '1006']],
  )
  const { body } = await receiver.request(1)
  assert.deepEqual((JSON.parse(body.toString()) as { MetaData: unknown }).MetaData, MetaData)
  assert.deepEqual((await world.done('GET', `${events}/${Id}`)).Warnings, Warnings)
  const [listed] = (await world.done('GET', events)).items
  assert.deepEqual(listed.Warnings, Warnings)
  await world.refused('POST', events, changed({ EventCode: 20 }))
  await world.setValidation('strict')
  await world.refused('POST', events, changed({ MetaData }))
})

test('unknown keys of the metadata and long numbers go through as they were written', async (t) => {
  const world = await openProductWorld(t)
  const receiver = await startReceiver(t)
  await world.makeEndpoint({ url: receiver.url })
  const metaData =
    '{"NewTenantStatus":"active","Date":"2025-03-01T09:05:00Z","Plan":"p","planPrice":29.50,"big":9007199254740993}'
  const { Id } = await world.handIn(
    `{"EventCode":2,"TenantSystemName":"acme-crm","MetaData":${metaData}}`,
  )
  assert.ok((await receiver.request(1)).body.includes(`"MetaData":${metaData}`))
  const answer = await world.call('GET', `${events}/${Id}`)
  assert.ok(answer.text.includes(`"MetaData":${metaData}`))
})

test('an event that comes again under its idempotency key is the same event', async (t) => {
  const world = await openProductWorld(t)
  const send = (body: object) =>
    world.server.call('POST', events, {
      key: world.token,
      body,
      headers: { 'idempotency-key': 'a' },
    })
  const first = await send(changed())
  assert.deepEqual((await send(changed())).json, first.json)
  const other = await send(changed({ TenantSystemName: 'other' }))
  assert.deepEqual([other.status, other.json.metadata.errors[0].sysCode], [400, '1016'])
  assert.equal((await world.done('GET', events)).items.length, 1)
})

test('the native door takes codes, names and other spellings for a product, and keeps the dotted name', async (t) => {
  const world = await openProductWorld(t)
  const { server } = world
  const { MetaData } = changed()
  for (const type of ['2', 'Tenant.StatusChanged', 'TenantStatusChanged']) {
    for (const data of [
      MetaData,
      { MetaData },
      { ...changed(), Created: '2025-03-01T09:05:00Z' },
    ]) {
      const { id } = await done(server, 'POST', native, { body: { type, data, subject: 's' } })
      const event = await done(server, 'GET', `${native}/${id}`)
      assert.deepEqual([event.type, event.subject], ['Tenant.StatusChanged', 's'])
      assert.deepEqual(event.data, data)
    }
  }
  const [newest] = (await world.done('GET', events)).items
  assert.deepEqual(
    [newest.EventCode, newest.TenantSystemName, newest.Created],
    [2, 'acme-crm', '2025-03-01T09:05:00Z'],
  )
})

test('the native door holds events of a product to the catalogue, and tells where they do not fit', async (t) => {
  const world = await openProductWorld(t)
  const { server } = world
  const { MetaData } = changed()
  const type = 'Tenant.StatusChanged'
  const cases = [
    [{ type: 'contact.changed', data: {} }, '/type'],
    [{ type: '20', data: {} }, '/type'],
    [{ type, data: { ...MetaData, planPrice: 'a' } }, '/data/planPrice'],
    [{ type, data: { MetaData: { ...MetaData, Plan: 1 } } }, '/data/MetaData/Plan'],
    [{ type, data: { MetaData: [] } }, '/data/MetaData'],
    [{ type, data: { MetaData, EventCode: 3 } }, '/data/EventCode'],
    [{ type, data: { MetaData, Event: 'Tenant.Other' } }, '/data/Event'],
    [{ type: '2', data: { MetaData, Event: 'UpgradeEnabled' } }, '/data/Event'],
    [{ type, data: { MetaData, Metadata: 1 } }, '/data/Metadata'],
    [{ type, data: { MetaData, TenantSystemName: '' } }, '/data/TenantSystemName'],
    [{ type, data: { MetaData, Created: 3 } }, '/data/Created'],
    [{ type, data: MetaData, subject: 'x'.repeat(251) }, '/subject'],
  ] as const
  for (const [body, pointer] of cases) {
    const { code, pointers } = await refused(server, 'POST', native, { body })
    assert.deepEqual([code, pointers[0]], ['body-invalid', pointer], JSON.stringify(body))
    const dry = await refused(server, 'POST', `${native}?dry_run=true`, { body })
    assert.equal(dry.code, 'body-invalid')
  }
  const batch = await done(server, 'POST', `${native}/batch`, {
    body: [{ type: '2', data: MetaData }, ...cases.map(([body]) => body)],
  })
  const statuses = batch.data.map(({ status }: { status: number }) => status)
  assert.deepEqual(statuses, [202, ...cases.map(() => 400)])
  assert.equal((await done(server, 'GET', native)).data.length, 1)
})

test('where validation warns, the native door answers the warnings with the event', async (t) => {
  const world = await openProductWorld(t)
  await world.setValidation('warn')
  const body = { type: '3', data: {} }
  const one = await done(world.server, 'POST', native, { body })
  assert.deepEqual(one.warnings, [{ pointer: '/data/ChangingDate', detail: 'is missing' }])
  const { data } = await done(world.server, 'POST', `${native}/batch`, { body: [body] })
  assert.deepEqual(data[0].warnings, one.warnings)
})

test('what a tenant itself has said of the data of an event holds at both doors, under its dotted name', async (t) => {
  const world = await openProductWorld(t)
  const place = '/v1/tenants/acme/event-types/Tenant.StatusChanged'
  const describe = (mode: string, schema: object) =>
    done(world.server, 'PUT', place, { body: { mode, schema } })
  const body = { type: '2', data: changed().MetaData }
  await describe('refuse', { required: ['region'] })
  const { code } = await refused(world.server, 'POST', native, { body })
  assert.equal(code, 'event-data-invalid')
  const [error] = await world.refused('POST', events, changed())
  assert.deepEqual([error?.parameter, error?.sysCode], ['', '1006'])
  await describe('warn', { properties: { MetaData: { maxProperties: 1 } } })
  const { Warnings } = await world.handIn(changed())
  assert.equal(Warnings[0].parameter, 'MetaData')
  assert.equal((await world.done('GET', events)).items.length, 1)
})

test('events of a tenant that is no product are whatever their producer calls them', async (t) => {
  const { server } = await openProductWorld(t)
  await server.makeTenant('Other1')
  const path = '/v1/tenants/Other1/events'
  for (const type of ['2', 'Tenant.StatusChanged', 'contact.changed']) {
    const { id } = await done(server, 'POST', path, { body: { type, data: {} } })
    assert.equal((await done(server, 'GET', `${path}/${id}`)).type, type)
  }
})

test('the catalogue lists 19 events, each with an example that is taken in as it stands', async (t) => {
  const world = await openProductWorld(t)
  const own = '/api/management/apps/v1/event-types'
  const all = await world.done('GET', own)
  const ofProduct = world.endpoints.replace('WebhookEndpoints', 'event-types')
  assert.deepEqual(await world.done('GET', ofProduct), all)
  assert.equal(all.length, 19)
  for (const { id, event, example, body, metaData, aliases } of all) {
    const { Id } = await world.handIn(example)
    const shown = await world.done('GET', `${events}/${Id}`)
    assert.deepEqual([shown.EventCode, shown.Event], [id, event])
    assert.deepEqual(shown.MetaData, body.MetaData)
    assert.ok(aliases.length > 0)
    const names = metaData.map(({ name }: { name: string }) => name)
    assert.deepEqual(names, id === 18 ? [] : Object.keys(body.MetaData))
  }
  assert.match(all[17].description, /panel only/)
})

test('what is signalled through the API of SuperOffice does not get past the catalogue', async (t) => {
  const world = await openProductWorld(t)
  const { key } = await done(world.server, 'POST', '/v1/tenants/acme/keys', {
    body: { name: 'crm', scopes: ['ingest'] },
  })
  const answer = await world.server.call('POST', '/acme/api/v1/Webhook/contact.changed/1', {
    key,
    body: {},
  })
  assert.equal(answer.status, 400)
  assert.match(answer.text, /is a product, which takes events of its own catalogue alone/)
  assert.deepEqual((await world.done('GET', events)).items, [])
})
