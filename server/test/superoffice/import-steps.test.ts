/** What an import does step by step: again, side by side, and while events come. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { exported, farUrl, importAll, stored } from './imported-lists.ts'
import { openReceiver, openWorld } from './webhook-world.ts'

test('the same import again changes nothing, and a newer one what is newer', async (t) => {
  const world = await openWorld(t)
  const first = await importAll(world, exported)
  const before = await stored(world)
  const second = await importAll(world, exported)
  assert.deepEqual([second.json.created, second.json.changed, second.json.unchanged], [0, 0, 3])
  assert.deepEqual(
    second.json.data.map(({ number }) => number),
    first.json.data.map(({ number }) => number),
  )
  assert.deepEqual(await stored(world), before)
  const newer = [{ ...exported[0], Name: 'CRM sync 2', State: 'Stopped' }, exported[1], exported[2]]
  const third = await importAll(world, newer)
  assert.deepEqual([third.json.created, third.json.changed, third.json.unchanged], [0, 1, 2])
  const [changed] = await stored(world)
  assert.deepEqual([changed?.Name, changed?.State], ['CRM sync 2', 'Stopped'])
})

test('a list again sets nothing going that was stopped or failed here; what else it says wins', async (t) => {
  const world = await openWorld(t)
  const rows = [...exported, { ...exported[0], WebhookId: 20, Name: 'Gone' }]
  const receiver = await openReceiver(t)
  rows[3] = { ...rows[3]!, TargetUrl: receiver.url, Events: ['a.b'] }
  await importAll(world, rows)
  const [first, second, , fourth] = await stored(world)
  const edited = { ...first, Name: 'Edited here', State: 'Stopped' }
  await world.call('PUT', `Webhook/${first?.WebhookId}`, { body: edited })
  await world.call('PUT', `Webhook/${second?.WebhookId}`, {
    body: { ...second, TargetUrl: receiver.url, State: 'Active' },
  })
  receiver.answers(410)
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact(
    (fact) =>
      fact.kind === 'subscription-status' &&
      fact.subscriptionNumber === fourth?.WebhookId &&
      fact.status.state === 'disabled',
  )
  assert.equal((await stored(world))[3]?.State, 'TooManyErrors')

  const again = await importAll(world, rows)
  assert.deepEqual(
    again.json.data.map(({ result }) => result),
    ['changed', 'changed', 'unchanged', 'unchanged'],
  )
  assert.deepEqual(
    (await stored(world)).map(({ Name, State }) => [Name, State]),
    [
      ['CRM sync', 'Stopped'],
      ['Off', 'Stopped'],
      ['Failed', 'TooManyErrors'],
      ['Gone', 'TooManyErrors'],
    ],
  )
  const active = rows.map((row) => ({ ...row, State: 'Active' }))
  assert.equal((await importAll(world, active)).json.unchanged, 4)
  assert.equal(fourth?.State, 'Active')
})

test('webhooks that name each other by the thousands are looked up without listing all each time', async (t) => {
  const world = await openWorld(t)
  const ids = Array.from({ length: 100 }, (_, index) => index + 1)
  const Events = ids.map((id) => `webhook${id}.errors`)
  const rows = ids.map((id) => ({ WebhookId: id, Events, TargetUrl: farUrl }))
  const listing = t.mock.method(world.service.pipeline.subscriptions, 'list')
  assert.equal((await importAll(world, rows)).json.created, 100)
  assert.ok(listing.mock.callCount() < 500, `listed ${listing.mock.callCount()} times`)
  listing.mock.resetCalls()
  assert.equal((await importAll(world, rows)).json.unchanged, 100)
  assert.ok(listing.mock.callCount() < 10, `listed ${listing.mock.callCount()} times`)
})

test('targets are looked up side by side, a few at a time and each once', async (t) => {
  const world = await openWorld(t)
  const dispatcher = world.service.ports.dispatchers('http')
  const asked: string[] = []
  let nowCount = 0
  let mostCount = 0
  t.mock.method(dispatcher, 'check', async (url: string) => {
    asked.push(url)
    nowCount += 1
    mostCount = Math.max(mostCount, nowCount)
    await setImmediate()
    nowCount -= 1
    return { detail: 'nobody knows it' }
  })
  const rows = Array.from({ length: 100 }, (_, index) => ({
    WebhookId: index + 1,
    TargetUrl: `https://host-${index % 50}.example.org/`,
  }))
  const { json } = await importAll(world, rows)
  assert.equal(asked.length, 50)
  assert.equal(mostCount, 16)
  assert.ok(json.data.every(({ warnings }) => /nobody knows it/.test(warnings[0] ?? '')))
})

test('an event that comes while a disabled webhook is being stored is not its own; the next is kept', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const { pipeline } = world.service
  const upToDate = pipeline.upToDate.bind(pipeline)
  // What the second step begins with.
  t.mock.method(pipeline, 'upToDate', async (tenantKey: number, number: number) => {
    await world.call('POST', 'Webhook/contact.changed/18', { body: {} })
    return upToDate(tenantKey, number)
  })
  const row = { WebhookId: 9, Events: ['contact.changed'], TargetUrl: receiver.url }
  const { json } = await importAll(world, [{ ...row, State: 'TooManyErrors' }])
  t.mock.restoreAll()
  await world.call('POST', 'Webhook/contact.changed/19', { body: {} })
  assert.equal(receiver.received.length, 0)
  const body = { ...row, WebhookId: json.data[0]?.number, State: 'Active' }
  assert.equal((await world.call('PUT', `Webhook/${json.data[0]?.number}`, { body })).status, 200)
  await world.fact(({ kind }) => kind === 'attempt-recorded')
  // The first one is the test event of the save.
  assert.deepEqual(
    receiver.received.map((request) => request.json.PrimaryKey),
    [0, 19],
  )
})
