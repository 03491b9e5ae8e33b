import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld, type Receiver, type WebhookWorld } from './webhook-world.ts'

const eventsAt = ({ received }: Receiver): number[] =>
  received.filter(({ json }) => json.Event !== 'test').map(({ json }) => json.PrimaryKey)

async function signal(world: WebhookWorld, primaryKey: number): Promise<void> {
  const answer = await world.call('POST', `Webhook/a.b/${primaryKey}`, { body: {} })
  assert.equal(answer.status, 204)
}

function delivered(world: WebhookWorld, count: number): Promise<void> {
  return world.fact((fact) => fact.kind === 'attempt-recorded' && fact.state === 'delivered', count)
}

test('Stopped → Active pings first, and while the target is down the webhook stays stopped', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, State: 'Stopped' })
  const path = `Webhook/${saved.WebhookId}`
  receiver.answers(500)
  const failed = await world.call('PATCH', path, { body: { State: 'Active' } })
  assert.equal(failed.status, 400)
  assert.match(failed.json.Message, /HTTP 500/)
  assert.equal((await world.call('GET', path)).json.State, 'Stopped')
  receiver.answers(200)
  const started = await world.call('PUT', path, { body: { ...saved, State: 'Active' } })
  assert.equal(started.json.State, 'Active')
  assert.equal(receiver.received.length, 2)
})

test('TooManyErrors → Active pings first, forgets the errors, and what was parked follows', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const path = `Webhook/${saved.WebhookId}`
  receiver.answers(410)
  await signal(world, 1)
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  await signal(world, 2)
  const disabled = (await world.call('GET', path)).json
  assert.deepEqual([disabled.State, disabled.ConsecutiveErrors], ['TooManyErrors', 1])

  // What was read can be sent back: the state that it has is no change.
  const renamed = await world.call('PUT', path, { body: { ...disabled, Name: 'b' } })
  assert.deepEqual([renamed.status, renamed.json.State], [200, 'TooManyErrors'])
  assert.equal(receiver.received.length, 2)
  const failed = await world.call('PATCH', path, { body: { State: 'Active' } })
  assert.equal(failed.status, 400)
  assert.equal((await world.call('GET', path)).json.State, 'TooManyErrors')

  receiver.answers(200)
  const active = await world.call('PATCH', path, { body: { State: 'Active' } })
  assert.deepEqual([active.json.State, active.json.ConsecutiveErrors], ['Active', 0])
  await delivered(world, 2)
  assert.deepEqual(eventsAt(receiver), [1, 1, 2])
})

test('events accepted while Stopped are recorded and not delivered after a restart', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const path = `Webhook/${saved.WebhookId}`
  await world.call('PATCH', path, { body: { State: 'Stopped' } })
  await signal(world, 1)
  await world.call('PATCH', path, { body: { State: 'Active' } })
  await signal(world, 2)
  await delivered(world, 1)
  assert.deepEqual(eventsAt(receiver), [2])
})

test('TooManyErrors → Stopped sends no ping, and a deleted webhook gets nothing', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const other = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const path = `Webhook/${saved.WebhookId}`
  receiver.answers(410)
  await signal(world, 1)
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const stopped = await world.call('PATCH', path, { body: { State: 'Stopped' } })
  assert.equal(stopped.json.State, 'Stopped')
  assert.equal(receiver.received.length, 2)
  receiver.answers(200)
  await world.call('DELETE', path)
  await world.save({ TargetUrl: other.url, Events: ['a.b'] })
  await signal(world, 2)
  await delivered(world, 1)
  assert.deepEqual([eventsAt(receiver), eventsAt(other)], [[1], [2]])
})
