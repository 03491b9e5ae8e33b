import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openReceiver, openWorld } from './webhook-world.ts'

test('Test takes a bare webhook and answers Success and Message', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const body = { name: 'b', targetUrl: receiver.url }
  const good = await world.call('POST', 'Webhook/Test', { body })
  assert.equal(good.status, 200)
  assert.deepEqual(Object.keys(good.json), ['Success', 'Message', 'TableRight', 'FieldProperties'])
  assert.equal(good.json.Success, true)
  assert.match(good.json.Message, /200[\s\S]*x-receiver: test[\s\S]*ok$/)
  receiver.answers(503, 'not now')
  const bad = await world.call('POST', 'webhook/test', { body })
  assert.equal(bad.status, 200)
  assert.equal(bad.json.Success, false)
  assert.match(bad.json.Message, /503[\s\S]*not now$/)
  const none = await world.call('POST', 'Webhook/Test', {
    body: { TargetUrl: 'http://127.0.0.1:2/' },
  })
  assert.equal(none.json.Success, false)
  assert.notEqual(none.json.Message, '')
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('Test refuses what a save would refuse, and sends nothing', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const bodies = [
    { TargetUrl: 'https://10.0.0.1/' },
    { TargetUrl: receiver.url, Headers: { Host: 'evil.example' } },
    { TargetUrl: receiver.url, Headers: { 'X-A': 'a\r\nX-B: b' } },
    { TargetUrl: receiver.url, Type: 'crmscript' },
    {},
    undefined,
    null,
    [],
  ]
  for (const body of bodies) {
    assert.equal((await world.call('POST', 'Webhook/Test', { body })).status, 400)
  }
  assert.equal(receiver.received.length, 0)
})

test('the test event is marked, attempted once, signed, and moves neither state nor statistics', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ Name: 'CRM', TargetUrl: receiver.url, Secret: 'nøkkel' })
  receiver.answers(410)
  const answer = await world.call('POST', 'Webhook/Test', { body: saved })
  assert.equal(answer.json.Success, false)
  assert.equal(receiver.received.length, 2)
  const [, event] = receiver.received
  assert.equal(event?.headers['x-hook-test'], 'true')
  assert.equal(event?.headers['x-superoffice-event'], 'test')
  assert.equal(event?.headers['x-superoffice-retry'], '0')
  const signature = createHmac('sha256', 'nøkkel')
    .update(event?.text ?? '')
    .digest('base64')
  assert.equal(event?.headers['x-superoffice-signature'], signature)
  assert.deepEqual(
    { ...event?.json, EventId: '', Timestamp: '' },
    {
      EventId: '',
      Timestamp: '',
      Changes: [],
      Event: 'test',
      PrimaryKey: 0,
      Entity: 'test',
      ContextIdentifier: 'Cust20001',
      ChangedByAssociateId: 0,
      WebhookName: 'CRM',
    },
  )
  assert.deepEqual((await world.call('GET', `Webhook/${saved.WebhookId}`)).json, saved)
})

test('a test that finds no free connection is told to come again, and is no verdict', async (t) => {
  const world = await openWorld(t, { POSTHORN_IN_FLIGHT_PER_ORIGIN: '1' })
  const held: (() => void)[] = []
  let isOpen = false
  const silent = createServer((request, response) => {
    request.resume()
    if (isOpen) response.end()
    else held.push(() => response.end())
  })
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  t.after(() => silent.close())
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  // One is under way, a hundred may wait for it.
  const calls = Array.from({ length: 102 }, () =>
    world.call('POST', 'Webhook/Test', { body: { TargetUrl: url } }),
  )
  const first = await Promise.race(calls)
  assert.deepEqual([first.status, first.headers.get('retry-after')], [503, '5'])
  isOpen = true
  for (const answer of held) answer()
  const statuses = (await Promise.all(calls)).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 200).length, 101)
  assert.doesNotMatch(world.log(), /"kind":"fault"|came free for a test/)
})
