import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld } from './webhook-world.ts'

const members = [
  'WebhookId',
  'Name',
  'Events',
  'TargetUrl',
  'Secret',
  'State',
  'Type',
  'Headers',
  'Properties',
  'Registered',
  'RegisteredAssociate',
  'Updated',
  'UpdatedAssociate',
  'ErrorsEmail',
  'ErrorEmails',
  'ErrorAssociates',
  'Description',
  'NotifyVia',
  'NotifyWhen',
  'TotalCalls',
  'TotalErrors',
  'ConsecutiveErrors',
  'LastError',
]

test('GET default answers the documented default object', async (t) => {
  const world = await openWorld(t)
  for (const path of ['Webhook/default', 'webhook/Default']) {
    const answer = await world.call('GET', path)
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.json, {
      WebhookId: 0,
      Name: null,
      Events: ['contact.created', 'contact.deleted'],
      TargetUrl: null,
      Secret: null,
      State: 'Active',
      Type: 'webhook',
      Headers: null,
      Properties: null,
      Registered: '0001-01-01T00:00:00',
      RegisteredAssociate: null,
      Updated: '0001-01-01T00:00:00',
      UpdatedAssociate: null,
      ErrorsEmail: null,
      ErrorEmails: null,
      ErrorAssociates: null,
      Description: null,
      NotifyVia: null,
      NotifyWhen: null,
      TotalCalls: 0,
      TotalErrors: 0,
      ConsecutiveErrors: 0,
      LastError: null,
    })
  }
})

test('the documented example of a save is answered member by member', async (t) => {
  const world = await openWorld(t, { POSTHORN_PUBLIC_URL: 'https://online2.example.org/' })
  const receiver = await openReceiver(t)
  const answer = await world.call('POST', 'Webhook', {
    body: {
      Name: 'CRM sync',
      Events: ['contact.created', 'contact.changed'],
      TargetUrl: `${receiver.url}/so`,
      Secret: 's3cr3t-Key!',
      State: 'Active',
      Type: 'webhook',
      ErrorsEmail: 'ops@example.org',
    },
  })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  const webhook = answer.json
  assert.deepEqual(Object.keys(webhook), [...members, '_Links'])
  assert.match(webhook.Registered, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  assert.equal(webhook.RegisteredAssociate?.FullName, 'Kari Nordmann')
  const id = webhook.WebhookId
  assert.ok(Number.isInteger(id) && id > 0)
  const archive = 'https://online2.example.org/Cust20001/api/v1/Webhook'
  assert.deepEqual(
    { ...webhook, WebhookId: 17, Registered: '', RegisteredAssociate: null },
    {
      WebhookId: 17,
      Name: 'CRM sync',
      Events: ['contact.created', 'contact.changed'],
      TargetUrl: `${receiver.url}/so`,
      Secret: 's3cr3t-Key!',
      State: 'Active',
      Type: 'webhook',
      Headers: {},
      Properties: {},
      Registered: '',
      RegisteredAssociate: null,
      Updated: '0001-01-01T00:00:00',
      UpdatedAssociate: null,
      ErrorsEmail: 'ops@example.org',
      ErrorEmails: ['ops@example.org'],
      ErrorAssociates: [],
      Description: null,
      NotifyVia: 'Email',
      NotifyWhen: 'Disabling',
      TotalCalls: 0,
      TotalErrors: 0,
      ConsecutiveErrors: 0,
      LastError: null,
      _Links: { Self: `${archive}/${id}`, Archive: archive },
    },
  )
})

test('input names are understood in any case and every answer is in PascalCase', async (t) => {
  const world = await openWorld(t)
  const shapes = [
    { name: 'a', targetUrl: 'https://192.0.2.1/so', state: 'Stopped' },
    { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' },
    { NAME: 'a', TARGETURL: 'https://192.0.2.1/so', STATE: 'stopped' },
    { nAmE: 'a', targeturl: 'https://192.0.2.1/so', state: 2 },
  ]
  for (const shape of shapes) {
    const webhook = await world.save(shape)
    assert.deepEqual(Object.keys(webhook), [...members, '_Links'])
    assert.equal(webhook.Name, 'a')
    assert.equal(webhook.TargetUrl, 'https://192.0.2.1/so')
    assert.equal(webhook.State, 'Stopped')
    assert.equal(webhook.Secret, '')
  }
})

test('names inside an answer are the documented ones at every depth, and what was given comes back', async (t) => {
  const world = await openWorld(t)
  const associate = {
    Id: 5,
    Name: 'KN',
    ToolTip: 'Kari Nordmann',
    Deleted: true,
    Rank: 3,
    Type: 'associate',
    ChildItems: [],
    IconHint: 'person',
    ColorBlock: 7,
    ExtraInfo: 'extra',
    StyleHint: 'style',
    FullName: 'Kari Nordmann',
  }
  const saved = await world.save({
    TargetUrl: 'https://192.0.2.1/so',
    State: 'Stopped',
    Headers: { 'x-lower': 'a' },
    Properties: { region: { inner: 1 } },
    ErrorAssociates: [associate],
  })
  assert.deepEqual(Object.entries(saved.ErrorAssociates?.[0] ?? {}), Object.entries(associate))
  const known =
    'AssociateId Name PersonId Rank Tooltip Type GroupIdx FullName FormalName Deleted EjUserId UserName TableRight FieldProperties'
  assert.deepEqual(Object.keys(saved.RegisteredAssociate ?? {}), known.split(' '))
  // The owner's own keys stay as they are.
  assert.deepEqual(saved.Headers, { 'x-lower': 'a' })
  assert.deepEqual(saved.Properties, { region: { inner: 1 } })
})

test('NotifyVia and NotifyWhen are accepted as numbers and texts and answered as texts', async (t) => {
  const world = await openWorld(t)
  const stopped = { TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }
  const given = [
    [3, 2, 'Email, InApp', 'Disabling'],
    ['InApp', 'FirstFailure, Disabling', 'InApp', 'FirstFailure, Disabling'],
    [0, '0', 'None', 'None'],
    ['email,inapp', 1, 'Email, InApp', 'FirstFailure'],
  ] as const
  for (const [NotifyVia, NotifyWhen, via, when] of given) {
    const webhook = await world.save({ ...stopped, NotifyVia, NotifyWhen })
    assert.equal(webhook.NotifyVia, via)
    assert.equal(webhook.NotifyWhen, when)
  }
})

test('ErrorsEmail alone is mirrored into ErrorEmails, and both are answered', async (t) => {
  const world = await openWorld(t)
  const stopped = { TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }
  const saved = await world.save({ ...stopped, ErrorsEmail: 'a@example.org' })
  assert.deepEqual([saved.ErrorsEmail, saved.ErrorEmails], ['a@example.org', ['a@example.org']])

  // A client of the older shape sends the one member that it knows.
  const path = `Webhook/${saved.WebhookId}`
  const older = await world.call('PUT', path, {
    body: { ...stopped, ErrorsEmail: 'b@example.org' },
  })
  assert.deepEqual(older.json.ErrorEmails, ['b@example.org'])
  const list = { ErrorEmails: ['c@example.org', 'd@example.org'] }
  const newer = await world.call('PATCH', path, { body: list })
  assert.deepEqual(
    [newer.json.ErrorsEmail, newer.json.ErrorEmails],
    ['c@example.org', list.ErrorEmails],
  )
  const none = await world.call('PATCH', path, { body: { ErrorEmails: null } })
  assert.deepEqual([none.json.ErrorsEmail, none.json.ErrorEmails], [null, []])
})

test('members of release 12.0 survive a save by a client that does not know them', async (t) => {
  const world = await openWorld(t)
  const older = { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }
  const saved = await world.save({
    ...older,
    Description: 'told to many',
    ErrorAssociates: [{ Id: 5, Name: 'KN' }],
    NotifyVia: 'InApp',
    NotifyWhen: 'FirstFailure',
  })
  const answer = await world.call('PUT', `Webhook/${saved.WebhookId}`, { body: older })
  for (const name of ['Description', 'ErrorAssociates', 'NotifyVia', 'NotifyWhen'] as const) {
    assert.deepEqual(answer.json[name], saved[name], name)
  }
  assert.equal(answer.json.ErrorAssociates?.[0]?.Id, 5)
})

test('read-only members in a save are ignored without an error', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({
    Name: 'a',
    TargetUrl: 'https://192.0.2.1/so',
    State: 'Stopped',
    TotalCalls: 99,
    TotalErrors: 'many',
    ConsecutiveErrors: 7,
    LastError: 'made up',
    Registered: '1999-01-01T00:00:00',
    RegisteredAssociate: { AssociateId: 1 },
    Updated: 'never',
    UpdatedAssociate: 5,
  })
  assert.equal(saved.TotalCalls, 0)
  assert.equal(saved.LastError, null)
  assert.notEqual(saved.Registered.slice(0, 4), '1999')

  // What was answered can be sent back as it is, and is no change.
  const put = (body: object) => world.call('PUT', `Webhook/${saved.WebhookId}`, { body })
  const again = await put(saved)
  assert.equal(again.status, 200)
  assert.deepEqual(again.json, saved)
  const { Updated, UpdatedAssociate, ...rest } = (await put({ ...saved, Name: 'b' })).json
  assert.deepEqual({ ...rest, Name: 'a', Updated: saved.Updated, UpdatedAssociate: null }, saved)
  assert.match(Updated, /^20/)
  assert.equal(UpdatedAssociate?.Name, 'Kari Nordmann')
})

test('what the published client sends back after reading is saved as it was', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({
    Name: 'a',
    TargetUrl: 'https://192.0.2.1/so',
    State: 'Stopped',
    ErrorAssociates: [{ Id: 5, Name: 'KN' }],
  })
  const sentBack = {
    webhookId: saved.WebhookId,
    name: 'a',
    events: [],
    targetUrl: 'https://192.0.2.1/so',
    secret: '',
    state: 'Stopped',
    type: 'webhook',
    headers: {},
    properties: {},
    registered: '2026-01-02T03:04:05.000Z',
    registeredAssociate: { tableRight: null, associateId: 0, name: 'x', extraFields: null },
    updated: '0001-01-01T00:00:00.000Z',
    updatedAssociate: null,
    errorsEmail: null,
    errorEmails: [],
    errorAssociates: [{ tableRight: null, id: 5, name: 'KN', childItems: [] }],
    description: null,
    notifyVia: 1,
    notifyWhen: 2,
    totalCalls: 0,
    totalErrors: 0,
    consecutiveErrors: 0,
    lastError: null,
  }
  const answer = await world.call('POST', 'Webhook', { body: sentBack })
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.json.WebhookId, saved.WebhookId)
  assert.deepEqual(answer.json.ErrorAssociates, saved.ErrorAssociates)
  assert.equal((await world.call('GET', 'Webhook')).list.length, 1)
})
