/** The Events API: pages that hold still, filters, retention, and events that never change. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startReceiver } from '../api/recording-receiver.ts'
import type { Json } from '../world/running-server.ts'
import { makeProduct, openProductWorld, type ProductWorld } from './product-world.ts'

const events = '/api/management/apps/v1/events'

/** Hands in an event of each code, one after the other, as its example has it; answers their ids. */
async function handInCodes(
  world: ProductWorld,
  codes: readonly number[],
  other: object = {},
): Promise<readonly string[]> {
  const kinds = world.server.service.ports.dialects('rosaas').eventKinds()
  const ids: string[] = []
  for (const EventCode of codes) {
    const kind = kinds.find(({ code }) => code === EventCode)
    ids.push((await world.handIn({ ...kind?.example.data, EventCode, ...other })).Id)
  }
  return ids
}

const list = (world: ProductWorld, query = ''): Promise<Json> =>
  world.done('GET', `${events}?${query}`)
const idsOf = ({ items }: Json): readonly string[] => items.map(({ Id }: { Id: string }) => Id)
const codesOf = ({ items }: Json): readonly number[] =>
  items.map(({ EventCode }: { EventCode: number }) => EventCode)

test('ten events are listed, newest first, and one by itself is the same', async (t) => {
  const world = await openProductWorld(t)
  const ids = await handInCodes(
    world,
    Array.from({ length: 12 }, () => 3),
  )
  const page = await list(world)
  assert.deepEqual(idsOf(page), ids.toReversed().slice(0, 10))
  assert.equal(page.hasMore, true)
  const one = await world.done('GET', `${events}/${ids[11]}`)
  assert.deepEqual(one, page.items[0])
  assert.deepEqual(Object.keys(one), [
    'Id',
    'ProductId',
    'TenantSystemName',
    'EventCode',
    'Event',
    'MetaData',
    'Created',
    'previous_attributes',
    'PendingWebhooks',
  ])
  assert.equal(one.ProductId, world.productId)
  const ofProduct = world.endpoints.replace('WebhookEndpoints', 'events')
  assert.deepEqual(await world.done('GET', ofProduct), page)
  assert.deepEqual(await world.done('GET', `${ofProduct}/${ids[11]}`), one)
})

test('walked forward and back the pages are the same, while new events arrive', async (t) => {
  const world = await openProductWorld(t)
  const ids = (
    await handInCodes(
      world,
      Array.from({ length: 25 }, () => 3),
    )
  ).toReversed()
  const forward: (readonly string[])[] = []
  let page = await list(world, 'limit=7')
  for (;;) {
    forward.push(idsOf(page))
    if (page.hasMore === false) break
    await handInCodes(world, [4])
    assert.equal(page.next, idsOf(page).at(-1))
    page = await list(world, `limit=7&starting_after=${page.next}`)
  }
  assert.deepEqual(forward.flat(), ids)
  const back: (readonly string[])[] = [forward.at(-1) ?? []]
  while (back.length < forward.length) {
    await handInCodes(world, [4])
    const before = await list(world, `limit=7&ending_before=${back[0]?.[0]}`)
    assert.equal(before.hasMore, true)
    back.unshift(idsOf(before))
  }
  assert.deepEqual(back, forward)
})

test('names, groups, codes and the tenant choose events, each alone and together', async (t) => {
  const world = await openProductWorld(t)
  await handInCodes(world, [1, 8, 9, 10, 16, 2])
  await handInCodes(world, [9], { TenantSystemName: 'other' })
  const cases = [
    ['event=Subscription.Upgrade.*', [9, 16, 9, 8]],
    ['event=Subscription.*', [9, 16, 10, 9, 8]],
    ['event=Tenant.StatusChanged', [2]],
    ['event=TenantStatusChanged,UpgradeEnabled', [9, 2, 9]],
    ['eventCode=8,16', [16, 8]],
    ['eventCode=8&event=Subscription.Upgrade.*', [8]],
    ['eventCode=1&event=Subscription.Upgrade.*', []],
    ['tenantSystemName=other', [9]],
    ['tenantSystemName=other&eventCode=8', []],
    ['event=Subscription.Upgrade.*&limit=1', [9]],
  ] as const
  for (const [query, codes] of cases) {
    assert.deepEqual(codesOf(await list(world, query)), codes, query)
  }
})

test('events are chosen by when they were created, as instants and as seconds', async (t) => {
  const world = await openProductWorld(t)
  for (const Created of [
    '2025-03-01T00:00:00Z',
    '2025-03-02T01:00:00.5+01:00',
    '2025-03-03T00:00:00Z',
  ]) {
    await handInCodes(world, [3], { Created })
  }
  const second = Date.parse('2025-03-02T00:00:00Z') / 1_000
  const cases = [
    ['created=2025-03-02T00:00:00.5Z', 1],
    [`created=${second}`, 1],
    ['created[gt]=2025-03-01T00:00:00Z', 2],
    ['created[gte]=2025-03-01T00:00:00Z', 3],
    [`created[lt]=${second}`, 1],
    [`created[lte]=${second}`, 2],
    ['created[gt]=2025-03-01T00:00:00Z&created[lt]=2025-03-03T00:00:00Z', 1],
  ] as const
  for (const [query, count] of cases) {
    assert.equal((await list(world, query)).items.length, count, query)
  }
})

test('an event is undelivered as long as one endpoint waits, and delivered once all have answered', async (t) => {
  const world = await openProductWorld(t)
  const well = await startReceiver(t)
  const ill = await startReceiver(t)
  ill.status = 500
  await world.makeEndpoint({ url: well.url })
  const failing = await world.makeEndpoint({ url: ill.url, eventsToListen: [4] })
  const [delivered, waiting] = await handInCodes(world, [3, 4])
  await well.request(2)
  await ill.request(1)
  await world.server.fact(
    () => world.server.facts.filter(({ kind }) => kind === 'attempt-recorded').length >= 3,
  )
  const before = await world.done('GET', `${events}/${waiting}`)
  assert.equal(before.PendingWebhooks, 1)
  assert.deepEqual(idsOf(await list(world, 'delivery_success=false')), [waiting])
  assert.deepEqual(idsOf(await list(world, 'delivery_success=true')), [delivered])
  await world.done('DELETE', `${world.endpoints}/${failing}`)
  const after = await world.done('GET', `${events}/${waiting}`)
  // Nothing of the event itself has changed.
  assert.deepEqual({ ...after, PendingWebhooks: 1 }, before)
  assert.equal(after.PendingWebhooks, 0)
})

test('a stored event never changes: not by failures, a resend, a cancellation, changed endpoints or another validation', async (t) => {
  const world = await openProductWorld(t)
  const { history } = world.server.service.ports.store
  const [well, ill, gone] = [await startReceiver(t), await startReceiver(t), await startReceiver(t)]
  ill.status = 500
  gone.status = 410
  const wellId = await world.makeEndpoint({ url: well.url })
  const illId = await world.makeEndpoint({ url: ill.url })
  const goneId = await world.makeEndpoint({ url: gone.url })
  // Written as no serialiser would write it again.
  const body =
    '{"Event":"Tenant.Availability.ChangedToUnhealthy","TenantSystemName":"acme-crm","MetaData":' +
    '{"ChangingDate":"2025-03-04T10:12:00Z", "load":29.50,"note":"\\u00e6"},"Created":"2025-03-04T10:12:00Z"}'
  const { Id } = await world.handIn(body)
  const tenant = await world.server.service.ports.store.tenants.findTenant(world.tenantId)
  const stored = () => history.findEvent(tenant?.key ?? -1, Id)
  const shown = async () =>
    (await world.call('GET', `${events}/${Id}`)).text.replace(/"PendingWebhooks":\d/, '')
  const [storedFirst, shownFirst] = [await stored(), await shown()]
  assert.match(shownFirst, /"load":29\.50/)
  const holds = async (after: string) => {
    assert.deepEqual(await stored(), storedFirst, after)
    assert.equal(await shown(), shownFirst, after)
  }
  const recorded = (count: number) =>
    world.server.fact(
      () => world.server.facts.filter(({ kind }) => kind === 'attempt-recorded').length >= count,
    )
  await recorded(3)
  await holds('a delivery, a failure and a refusal for good')
  const deliveries = await world.server.done('GET', '/v1/tenants/acme/deliveries?state=delivered')
  await world.server.done('POST', `/v1/tenants/acme/deliveries/${deliveries.data[0].id}/resend`)
  await recorded(4)
  await holds('a resend')
  await world.done('DELETE', `${world.endpoints}/${illId}`)
  await world.done('DELETE', `${world.endpoints}/${goneId}`)
  await holds('a cancellation')
  const changed = { url: ill.url, eventsToListen: [3], signingSecret: 'another secret' }
  await world.done('PUT', `${world.endpoints}/${wellId}`, changed)
  await world.setValidation('warn')
  await holds('a changed endpoint and a changed product')
  const received = [...well.received, ...ill.received, ...gone.received]
  const bodies = received.map(({ body: sent }) => sent.toString())
  assert.equal(bodies.length, 4)
  assert.equal(new Set(bodies).size, 1)
})

test('malformed questions are refused by the name of what is wrong', async (t) => {
  const world = await openProductWorld(t)
  const [id] = await handInCodes(world, [3])
  const cases = [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    [`starting_after=${id}&ending_before=${id}`, 'ending_before'],
    ['event=Nothing', 'event'],
    ['event=Nothing.*', 'event'],
    [`event=${Array.from({ length: 21 }, () => 'Tenant.*').join(',')}`, 'event'],
    ['eventCode=20', 'eventCode'],
    ['eventCode=x', 'eventCode'],
    ['created=yesterday', 'created'],
    ['created[gt]=2025-02-30T00:00:00Z', 'created[gt]'],
    ['delivery_success=maybe', 'delivery_success'],
    [`tenantSystemName=${'x'.repeat(251)}`, 'tenantSystemName'],
    ['page=1', 'page'],
  ] as const
  for (const [query, parameter] of cases) {
    const [error] = await world.refused('GET', `${events}?${query}`)
    assert.deepEqual([error?.parameter, error?.sysCode], [parameter, '1006'], query)
  }
  assert.equal((await list(world, 'limit=1')).items.length, 1)
  assert.equal((await list(world, 'limit=100')).items.length, 1)
})

test('an event that has outlived its retention is gone from the list, by its id and as a place', async (t) => {
  const world = await openProductWorld(t)
  const [kept] = await handInCodes(world, [3])
  const old = await appendOld(world, 30 * 24 * 3_600_000 + 60_000)
  assert.deepEqual(idsOf(await list(world)), [kept])
  for (const path of [`${events}/${old}`, `${events}?ending_before=${old}`]) {
    assert.equal((await world.refused('GET', path))[0]?.sysCode, '1005', path)
  }
})

/** An event that was accepted so long ago, as the store would have it. */
async function appendOld(world: ProductWorld, ageMs: number): Promise<string> {
  const { ports, pipeline } = world.server.service
  const tenant = await ports.store.tenants.findTenant(world.tenantId)
  assert.ok(tenant !== null)
  const atMs = ports.clock.nowMs() - ageMs
  const id = 'evt_0199c3f5a1b27cde8f0123456789abcd'
  const appended = await ports.store.events.append({
    event: {
      id,
      tenantKey: tenant.key,
      tenantId: tenant.id,
      type: 'Tenant.Availability.ChangedToHealthy',
      data: Buffer.from('{"MetaData":{"ChangingDate":"2025-03-04T10:12:00Z"}}'),
      acceptedAtMs: atMs,
      occurredAtMs: atMs,
      orderKey: null,
      subject: null,
      traceparent: null,
      deliverAtMs: null,
      idempotency: null,
    },
    configVersion: pipeline.subscriptions.configVersion(tenant.key),
    targets: [],
  })
  assert.equal(appended.kind, 'stored')
  return id
}

test('a question that few events answer is answered in parts, and says where to go on', async (t) => {
  const world = await openProductWorld(t)
  const [rare] = await handInCodes(world, [3], { TenantSystemName: 'rare' })
  for (let count = 0; count < 11; count += 1) {
    const data = { ChangingDate: '2025-03-04T10:12:00Z' }
    const batch = Array.from({ length: 100 }, () => ({ type: '4', data, subject: 'acme-crm' }))
    await world.server.done('POST', '/v1/tenants/acme/events/batch', { body: batch })
  }
  const query = 'tenantSystemName=rare'
  const first = await list(world, query)
  assert.deepEqual([first.items, first.hasMore], [[], true])
  const second = await list(world, `${query}&starting_after=${first.next}`)
  assert.deepEqual([idsOf(second), second.hasMore, second.next], [[rare], false, undefined])
  // Of other names the store is asked for those alone.
  assert.deepEqual(idsOf(await list(world, 'eventCode=3')), [rare])
})

test("another product's events are not there, as events and as places to go on from", async (t) => {
  const world = await openProductWorld(t)
  const other = await makeProduct(world.server, 'other')
  const [id] = await handInCodes(other, [3])
  const asked = [
    `${events}/${id}`,
    `${events}?starting_after=${id}`,
    `${events}?ending_before=${id}`,
    `${events}/evt_0199c3f5a1b27cde8f0123456789abcd`,
    `${events}/nonsense`,
  ]
  for (const path of asked) {
    const [error] = await world.refused('GET', path)
    assert.equal(error?.sysCode, '1005', path)
  }
  assert.deepEqual((await list(world)).items, [])
})
