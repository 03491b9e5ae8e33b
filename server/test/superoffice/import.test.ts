import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exported, farUrl, importAll, stored } from './imported-lists.ts'
import { operatorKey, openReceiver, openWorld } from './webhook-world.ts'

test('a row import saves a webhook with an unreachable target and sends nothing', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  receiver.answers(500)
  const rows = [...exported, { ...exported[0], WebhookId: 20, TargetUrl: receiver.url }]
  const { status, json } = await importAll(world, rows)
  assert.equal(status, 200)
  assert.deepEqual(
    json.data.map(({ superoffice_id, result }) => [superoffice_id, result]),
    [17, 18, 19, 20].map((id) => [id, 'created']),
  )
  const [first, second, third] = await stored(world)
  assert.equal(first?.Name, 'CRM sync')
  assert.equal(first?.Secret, 's3cr3t-Key!')
  assert.deepEqual(first?.Headers, { 'X-Tier': 'gold' })
  assert.deepEqual(first?.Properties, { region: 'north' })
  assert.equal(first?.ErrorsEmail, 'ops@example.org')
  assert.deepEqual(
    [first?.State, second?.State, third?.State],
    ['Active', 'Stopped', 'TooManyErrors'],
  )
  assert.equal(receiver.received.length, 0)
})

test('the array that GET Webhook answers is imported as it is', async (t) => {
  const world = await openWorld(t)
  const other = await world.addTenant('Cust20002')
  await importAll(world, exported)
  const { text } = await world.call('GET', 'Webhook')
  const path = `/v1/tenants/${other.id}/imports/superoffice`
  const headers = { authorization: `Bearer ${operatorKey}` }
  const answer = await world.request('POST', path, { body: text, headers })
  assert.equal(answer.status, 200, answer.text)
  const copies = await world.call('GET', 'Webhook', { key: operatorKey, tenant: other.id })
  const plain = (list: readonly object[]) =>
    list.map((webhook) => ({
      ...webhook,
      WebhookId: 0,
      Registered: '',
      RegisteredAssociate: null,
      Updated: '',
    }))
  assert.deepEqual(plain(copies.list), plain(await stored(world)))
})

test('a row has no more event names than a webhook may have', async (t) => {
  const world = await openWorld(t)
  const rows = [
    { WebhookId: 1, Events: 'a,'.repeat(2_001), TargetUrl: farUrl },
    { WebhookId: 2, Events: Array(201).fill('x'.repeat(20)), TargetUrl: farUrl },
  ]
  const { json } = await importAll(world, rows)
  assert.deepEqual(
    json.errors.map(({ pointer }) => pointer),
    ['/0', '/1'],
  )
})

test('a row is known by its number in SuperOffice alone: names need not be unique', async (t) => {
  const world = await openWorld(t)
  const row = { Name: 'Twin', Events: ['a.b'], TargetUrl: farUrl }
  const { json } = await importAll(world, [
    { ...row, WebhookId: 1 },
    { ...row, WebhookId: 2 },
    row,
    row,
  ])
  assert.equal(json.created, 4)
  assert.equal(json.data[2]?.superoffice_id, null)
  const again = await importAll(world, [{ ...row, WebhookId: 1 }, row])
  assert.deepEqual([again.json.created, again.json.unchanged], [1, 1])
  assert.equal((await stored(world)).length, 5)
})

test('a dry run answers what would be stored, and stores nothing', async (t) => {
  const world = await openWorld(t)
  const dry = await importAll(world, exported, '?dry_run=true')
  assert.deepEqual([dry.status, dry.json.dry_run, dry.json.created], [200, true, 3])
  assert.deepEqual(dry.json.data[0]?.subscription_id, null)
  assert.deepEqual(await stored(world), [])
  await importAll(world, exported)
  const again = await importAll(world, [{ ...exported[0], Name: 'Other' }], '?dry_run=true')
  assert.equal(again.json.changed, 1)
  assert.equal((await stored(world))[0]?.Name, 'CRM sync')
})

test('when one row cannot be stored none is, and each fault has its place', async (t) => {
  const world = await openWorld(t)
  const rows = [
    exported[0],
    { ...exported[1], Events: 'a,,b..c' },
    'no webhook',
    { ...exported[2], Name: 'x'.repeat(401) },
    { WebhookId: 20, Type: 'pigeon', TargetUrl: farUrl },
    { ...exported[0], Name: 'the same number again' },
    { WebhookId: 21, Secret: '********', TargetUrl: farUrl },
    { WebhookId: 22, Events: ['*'], TargetUrl: farUrl },
    { WebhookId: 23, TargetUrl: 17 },
  ]
  const { status, json } = await importAll(world, rows)
  assert.deepEqual([status, json.code], [400, 'body-invalid'])
  assert.deepEqual(
    json.errors.map(({ pointer }) => pointer),
    ['/1', '/2', '/3', '/4', '/5', '/6', '/7', '/8'],
  )
  assert.match(json.errors[4]?.detail ?? '', /that of row 0/)
  assert.deepEqual(await stored(world), [])
  assert.equal((await importAll(world, { Name: 'no list' })).status, 400)
})

test('a row gives its events as one text and its state as a number, as the table does', async (t) => {
  const world = await openWorld(t)
  const { status } = await importAll(world, [
    {
      webhookid: 5,
      name: 'Row',
      EVENTS: 'contact.created,contact.changed',
      targeturl: farUrl,
      state: 2,
    },
  ])
  assert.equal(status, 200)
  const [webhook] = await stored(world)
  assert.deepEqual(webhook?.Events, ['contact.created', 'contact.changed'])
  assert.equal(webhook?.State, 'Stopped')
})

test('what a save would refuse is stored, and told', async (t) => {
  const world = await openWorld(t, { POSTHORN_ALLOW_HTTP_TARGETS: '0' })
  const { json } = await importAll(world, [
    {
      WebhookId: 1,
      TargetUrl: 'http://hooks.example.org/so',
      Headers: { 'X-SuperOffice-Event': 'forged' },
      Properties: { EventId: 'forged' },
    },
  ])
  assert.equal(json.created, 1)
  assert.deepEqual(
    json.data[0]?.warnings.map((warning) => warning.split(' ', 2).join(' ')),
    ['TargetUrl cannot', 'Headers "X-SuperOffice-Event"', 'Properties "EventId"'],
  )
})

test('an imported definition with a property named EventId still sends the real EventId', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  await importAll(world, [
    {
      WebhookId: 1,
      Events: ['contact.changed'],
      TargetUrl: receiver.url,
      Headers: { 'X-SuperOffice-EventId': 'forged', 'X-Tier': 'gold' },
      Properties: { EventId: 'forged', region: 'north' },
    },
  ])
  await world.call('POST', 'Webhook/contact.changed/18', { body: {} })
  await world.fact(({ kind }) => kind === 'attempt-recorded')
  const [request] = receiver.received
  const { EventId } = JSON.parse(request?.text ?? '') as { EventId: string }
  assert.match(EventId, /^[0-9a-f]{8}-/)
  assert.equal(request?.headers['x-superoffice-eventid'], EventId)
  assert.equal(request?.headers['x-tier'], 'gold')
  assert.equal(request?.json.region, 'north')
})

test('what is disabled by an import keeps its events, and delivers them once it is active', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const row = { WebhookId: 9, Events: ['contact.changed'], TargetUrl: receiver.url }
  const { json } = await importAll(world, [{ ...row, State: 'TooManyErrors' }])
  await world.call('POST', 'Webhook/contact.changed/18', { body: {} })
  assert.equal(receiver.received.length, 0)
  const body = { ...row, WebhookId: json.data[0]?.number, State: 'Active' }
  assert.equal((await world.call('PUT', `Webhook/${json.data[0]?.number}`, { body })).status, 200)
  await world.fact(({ kind }) => kind === 'attempt-recorded')
  assert.equal(receiver.received.at(-1)?.json.PrimaryKey, 18)
})

test('events about webhooks are translated to their numbers here, whatever their order', async (t) => {
  const world = await openWorld(t)
  await importAll(world, [{ WebhookId: 90, Name: 'first', TargetUrl: farUrl }])
  const watcher = {
    WebhookId: 30,
    Events: ['webhook40.errors', 'webhook30.stopped', 'webhook90.started', 'webhook77.errors'],
    TargetUrl: farUrl,
  }
  const rows = [watcher, { WebhookId: 40, Name: 'watched', TargetUrl: farUrl }]
  const dry = await importAll(world, rows, '?dry_run=true')
  assert.equal(dry.json.data[0]?.warnings.length, 1)
  const { json } = await importAll(world, rows)
  const [first, watching, watched] = await stored(world)
  assert.deepEqual(watching?.Events, [
    `webhook${watched?.WebhookId}.errors`,
    `webhook${watching?.WebhookId}.stopped`,
    `webhook${first?.WebhookId}.started`,
    'webhook77.errors',
  ])
  assert.equal(json.created, 2)
  assert.match(json.data[0]?.warnings[0] ?? '', /"webhook77.errors" is about a webhook/)
  assert.equal((await importAll(world, rows)).json.unchanged, 2)
})

test("an import belongs to its key's application, and touches no other's webhooks", async (t) => {
  const world = await openWorld(t)
  await importAll(world, exported)
  const other = await world.addKey({ application: 'other-app' })
  assert.deepEqual((await world.call('GET', 'Webhook', { key: other })).list, [])
  const { status, json } = await importAll(world, exported, '', other)
  assert.equal(status, 400)
  assert.match(json.errors[0]?.detail ?? '', /this key may not change/)
})

test('an import beyond the limit of subscriptions stores nothing', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX: '2' })
  const { status, json } = await importAll(world, exported)
  assert.deepEqual([status, json.code], [409, 'subscription-limit-reached'])
  assert.deepEqual(await stored(world), [])
  assert.equal((await importAll(world, exported.slice(0, 2))).json.created, 2)
})

test('no secret of an import is in its answer or in the log', async (t) => {
  const world = await openWorld(t)
  const { text } = await importAll(world, exported)
  assert.ok(!text.includes('s3cr3t'))
  assert.ok(!world.log().includes('s3cr3t'))
})
