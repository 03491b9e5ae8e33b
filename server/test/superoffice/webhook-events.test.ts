import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

test('LastError is a JSON string, empty when there was none', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['window.closed'] })
  const path = `Webhook/${saved.WebhookId}/LastError`
  assert.equal((await world.call('GET', path)).text, '""')
  receiver.answers(410, 'gone fishing')
  await signal(world, 'window.closed')
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const text: unknown = (await world.call('GET', path)).json
  assert.ok(typeof text === 'string')
  assert.match(text, /410[\s\S]*x-receiver: test[\s\S]*gone fishing/)
  const { json } = await world.call('GET', `Webhook/${saved.WebhookId}`)
  assert.deepEqual(
    [json.State, json.TotalCalls, json.TotalErrors, json.ConsecutiveErrors, json.LastError],
    ['TooManyErrors', 1, 1, 1, text],
  )
})

test('of what a target answered at most 4000 characters are shown, status and headers first', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const path = `Webhook/${saved.WebhookId}`
  receiver.answers(500, 'x'.repeat(5_000))
  await signal(world, 'a.b')
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const { LastError } = (await world.call('GET', path)).json
  const { Message } = (await world.call('POST', 'Webhook/Test', { body: saved })).json
  for (const text of [LastError ?? '', Message]) {
    assert.match(text, /^HTTP 500\n[^\n]*x-receiver: test\n[\s\S]*x$/)
    assert.equal(text.length, 4_000)
  }
})
test('a signalled event answers 204 and reaches exactly the webhooks that name it', async (t) => {
  const world = await openWorld(t)
  const closed = await openReceiver(t)
  const other = await openReceiver(t)
  await world.save({ Name: 'closed', TargetUrl: closed.url, Events: ['a.b', 'window.closed'] })
  await world.save({ Name: 'other', TargetUrl: other.url, Events: ['window.closed.twice'] })
  const body = { windowName: 'main', widgets: 3 }
  const answer = await world.call('POST', 'Webhook/window.closed/123', { body })
  assert.equal(answer.status, 204)
  assert.equal(answer.text, '')
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const [, notification] = closed.received
  assert.equal(notification?.headers['x-superoffice-event'], 'window.closed')
  assert.deepEqual(
    { ...notification?.json, EventId: '', Timestamp: '' },
    {
      EventId: '',
      Timestamp: '',
      Changes: ['windowName', 'widgets'],
      Event: 'window.closed',
      PrimaryKey: 123,
      Entity: 'window',
      ContextIdentifier: 'Cust20001',
      ChangedByAssociateId: 0,
      WebhookName: 'closed',
    },
  )
  assert.ok(!notification?.text.includes('main'))
  assert.equal(other.received.length, 1)
})

test('each name of a list change reaches the webhooks of that very name, and none of a near one', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const near = ['list', 'list.category', 'category.changed', 'list.category.changed.x']
  const others = [...near, 'list.Category.changed', 'list.category.created', 'list.11.changed']
  for (const Name of ['list.category.changed', 'list.110.changed', ...others]) {
    await world.save({ Name, TargetUrl: receiver.url, Events: [Name] })
  }
  const { received } = receiver
  const pingCount = received.length
  await signal(world, 'list.category.changed')
  await signal(world, 'list.110.changed')
  await world.fact((fact) => fact.kind === 'attempt-recorded', 2)
  const sent = new Map(received.slice(pingCount).map(({ json }) => [json.WebhookName, json.Event]))
  for (const name of ['list.category.changed', 'list.110.changed']) {
    assert.equal(sent.get(name), name)
  }
  assert.equal(received.length, pingCount + 2)
  // Who is to be told is on disk with the event, so nobody else follows.
  const { history } = world.service.ports.store
  for (const { headers } of received.slice(pingCount)) {
    const id = headers['webhook-id'] as `evt_${string}`
    assert.equal((await history.findEvent(world.tenant.key, id))?.targets.length, 1)
  }
})

test('with the setting for it a 204 is enough for the ping and for a notification', async (t) => {
  const world = await openWorld(t, {
    POSTHORN_SUPEROFFICE_ACCEPT_ANY_2XX: '1',
    POSTHORN_SUPEROFFICE_VERSION: '12.4.1514.0',
  })
  const receiver = await openReceiver(t)
  receiver.answers(204)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const told = await world.call('POST', 'Webhook/Test', { body: saved })
  assert.equal(told.json.Success, true)
  await signal(world, 'a.b')
  await world.fact((fact) => fact.kind === 'attempt-recorded' && fact.state === 'delivered')
  assert.equal(receiver.received.length, 3)
  for (const { headers } of receiver.received) {
    assert.equal(headers['user-agent'], 'NetServer-Webhook/12.4.1514.0')
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  }
})

test('a signal that no webhook wants, or without data, is accepted all the same', async (t) => {
  const world = await openWorld(t)
  assert.equal((await world.call('POST', 'Webhook/nobody.cares/0', { body: {} })).status, 204)
  assert.equal((await world.call('POST', 'webhook/nobody.cares/-5')).status, 204)
  const refused = [
    await world.call('POST', 'Webhook/nobody.cares/abc', { body: {} }),
    await world.call('POST', 'Webhook/nobody.cares/2147483648', { body: {} }),
    await world.call('POST', 'Webhook/nobody%20cares/1', { body: {} }),
    await world.call('POST', 'Webhook/nobody%0d%0acares/1', { body: {} }),
    await world.call('POST', `Webhook/${'n'.repeat(129)}/1`, { body: {} }),
    await world.call('POST', 'Webhook/nobody.cares/1', { body: [] }),
    await world.call('POST', 'Webhook/nobody.cares/1', { body: 'text' }),
  ]
  for (const answer of refused) {
    assert.equal(answer.status, 400)
    assert.equal(answer.json.Error, true)
  }
})

test('a signal that does not fit the schema of its event type is refused, and says where', async (t) => {
  const world = await openWorld(t)
  const schema = { properties: { ChangedValues: { required: ['windowName'] } } }
  const described = await world.request(
    'PUT',
    `/v1/tenants/${world.tenant.id}/event-types/window.closed`,
    {
      body: { schema, mode: 'refuse' },
      headers: { authorization: `Bearer ${world.key}` },
    },
  )
  assert.equal(described.status, 201, described.text)
  const answer = await world.call('POST', 'Webhook/window.closed/1', { body: {} })
  assert.equal(answer.status, 400)
  assert.match(answer.json.Message, /\/data\/ChangedValues must have .*windowName/)
  await signal(world, 'window.closed', { windowName: 'main' })
  await signal(world, 'window.opened')
})

test('while the service is stopping a signal answers 503 and says when to come again', async (t) => {
  const world = await openWorld(t)
  await world.service.pipeline.stop(0)
  const answer = await world.call('POST', 'Webhook/window.closed/1', { body: {} })
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '1')
  assert.match(answer.json.Message, /[Nn]othing was stored/)
})

async function signal(world: WebhookWorld, name: string, data: unknown = {}): Promise<void> {
  const answer = await world.call('POST', `Webhook/${name}/1`, { body: data })
  assert.equal(answer.status, 204, answer.text)
}
