import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld, operatorKey } from './webhook-world.ts'

test('a webhook that names webhook{id}.errors is called when the watched one is disabled', async (t) => {
  const world = await openWorld(t)
  const [receiver, watcher] = [await openReceiver(t), await openReceiver(t)]
  const watched = await world.save({ Name: 'w', TargetUrl: receiver.url, Events: ['a.b'] })
  const { WebhookId: id } = watched
  const Events = [`webhook${id}.started`, `webhook${id}.stopped`, `webhook${id}.errors`]
  const saved = await world.save({ Name: 'Hook watcher', TargetUrl: watcher.url, Events })
  assert.deepEqual(saved.Events, Events)

  receiver.answers(410)
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact((fact) => fact.kind === 'attempt-recorded' && fact.state === 'delivered')
  const { headers, json } = watcher.received.at(-1)!
  assert.equal(headers['x-superoffice-event'], `webhook${id}.errors`)
  assert.deepEqual(
    { ...json, EventId: '', Timestamp: '', FieldValues: {} },
    {
      EventId: '',
      Timestamp: '',
      Changes: [],
      Event: 'webhook.errors',
      PrimaryKey: id,
      ContextIdentifier: 'Cust20001',
      ChangedByAssociateId: 0,
      WebhookName: 'Hook watcher',
      FieldValues: {},
    },
  )

  receiver.answers(200)
  await world.call('PATCH', `Webhook/${id}`, { body: { State: 'Active' } })
  await world.call('PATCH', `Webhook/${id}`, { body: { State: 'Stopped' } })
  // The parked event follows in between, or stays parked: that is not what is asked here.
  await world.fact(
    (fact) =>
      fact.kind === 'attempt-recorded' &&
      fact.state === 'delivered' &&
      fact.attempt.subscriptionNumber === saved.WebhookId,
    3,
  )
  const names = watcher.received.map((one) => one.headers['x-superoffice-event'])
  assert.deepEqual(new Set(names), new Set(['test', ...Events]))
  assert.equal(names.length, 4)
})

test("webhook.errors tells an application nothing of another application's webhooks", async (t) => {
  const world = await openWorld(t)
  const [receiver, own, foreign] = [
    await openReceiver(t),
    await openReceiver(t),
    await openReceiver(t),
  ]
  const { WebhookId: id } = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  await world.save({ TargetUrl: own.url, Events: ['webhook.errors'] })
  const key = await world.addKey({ application: 'another' })
  const Events = ['webhook.errors', `webhook${id}.errors`]
  await world.save({ TargetUrl: foreign.url, Events }, { key })
  receiver.answers(410)
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact((fact) => fact.kind === 'attempt-recorded' && fact.state === 'delivered')
  assert.equal(own.received.length, 2)
  assert.equal(foreign.received.length, 1, 'the ping alone')

  // And why it was not told can be read.
  const event = own.received[1]!.headers['webhook-id']
  const path = `/v1/tenants/Cust20001/events/${String(event)}/explain`
  const headers = { authorization: `Bearer ${operatorKey}` }
  const { subscriptions } = (await world.request('GET', path, { headers })).json as unknown as {
    subscriptions: readonly { reason: string | null }[]
  }
  const reasons = subscriptions.map((one) => one.reason)
  assert.equal(reasons.length, 3)
  assert.deepEqual(new Set(reasons), new Set([null, 'not-watching', 'type-not-wanted']))
})
