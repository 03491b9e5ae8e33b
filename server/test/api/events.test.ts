import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'

test('data reaches the receiver and the reader as the very bytes that were handed in', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: receiver.url, event_types: ['order.*'] },
  })
  const data =
    '{ "big":12345678901234567890, "f":1.50,"ü":"\\u00fc", "__proto__":{"x":1},"a":1,"a":2 }'
  const accepted = await called(server, 'POST', `${path}/events`, {
    body: `{"type":"order.placed","data": ${data} }`,
  })
  assert.equal(accepted.status, 202)
  assert.equal(accepted.json.matched, 1)
  const { body } = await receiver.request(1)
  assert.ok(body.toString().endsWith(`"data":${data}}`))
  const read = await called(server, 'GET', `${path}/events/${accepted.json.id}`)
  assert.ok(read.text.endsWith(`"data":${data}}`))
})

test('an event that matches nothing is kept, with the reason for every subscription', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const { id: subscription } = await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: 'https://198.51.100.7/', event_types: ['order.*'] },
  }).catch(() => ({ id: null }))
  assert.equal(subscription, null, 'documentation addresses are no targets')
  const receiver = await startReceiver(t)
  const made = await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: receiver.url, event_types: ['order.*'] },
  })
  const { id, matched } = await done(server, 'POST', `${path}/events`, {
    body: { type: 'orders', data: {} },
  })
  assert.equal(matched, 0)
  const event = await done(server, 'GET', `${path}/events/${id}`)
  assert.deepEqual(event.without_delivery, [
    { subscription_id: made.id, reason: 'type-not-wanted' },
  ])
})

test('what came of an event is answered in pages, those that got it first', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const ids: string[] = []
  for (const type of ['a.no', 'a.yes', 'a.no', 'a.yes', 'a.yes']) {
    const body = { url: receiver.url, event_types: [type] }
    ids.push((await done(server, 'POST', `${path}/subscriptions`, { body })).id)
  }
  const { id } = await done(server, 'POST', `${path}/events`, {
    body: { type: 'a.yes', data: {} },
  })
  const expected = [1, 3, 4, 0, 2].map((index) => ids[index])
  const pages = async (what: string, limit: number, read: (page: Json) => string[]) => {
    const found: string[][] = []
    let cursor: string | null = ''
    for (; cursor !== null && found.length < 10;) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`
      const page: Json = await done(
        server,
        'GET',
        `${path}/events/${id}${what}?limit=${limit}${from}`,
      )
      found.push(read(page))
      cursor = page.next_cursor
    }
    return found
  }
  const ofEvent = (page: Json): string[] =>
    [...page.deliveries, ...page.without_delivery].map((one: Json) => one.subscription_id)
  const ofExplain = (page: Json): string[] =>
    page.subscriptions.map((one: Json) => one.subscription_id)
  for (const limit of [1, 2, 3, 5]) {
    for (const found of [
      await pages('', limit, ofEvent),
      await pages('/explain', limit, ofExplain),
    ]) {
      assert.deepEqual(found.flat(), expected)
      assert.ok(found.every((page) => page.length <= limit))
      assert.equal(found.length, Math.ceil(5 / limit))
    }
  }
  const { code } = await refused(server, 'GET', `${path}/events/${id}?cursor=b3V0Y29tZTp4`)
  assert.equal(code, 'cursor-invalid')
})

test('the same key with the same body is the same event; with another body it is refused', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const send = (body: string, key = 'order-4711') =>
    called(server, 'POST', `${path}/events`, { body, headers: { 'idempotency-key': key } })
  const body = '{"type":"a.b","data":{"n":1}}'
  const first = await send(body)
  assert.equal(first.headers.get('idempotent-replayed'), null)
  const again = await send(body)
  assert.equal(again.status, 202)
  assert.equal(again.text, first.text)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  const other = await send('{"type":"a.b","data":{"n":2}}')
  assert.equal(other.status, 409)
  assert.equal(other.json.code, 'idempotency-key-reused')
  assert.notEqual((await send(body, 'order-4712')).json.id, first.json.id)
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 2)
})

test('twins that are handed in at the same moment become one event', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const twins = await Promise.all(
    Array.from({ length: 8 }, () =>
      done(server, 'POST', `${path}/events`, {
        body: '{"type":"a.b","data":{}}',
        headers: { 'idempotency-key': 'twin' },
      }),
    ),
  )
  assert.equal(new Set(twins.map(({ id }) => id)).size, 1)
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 1)
})

test('one tenant’s idempotency keys mean nothing to another', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  await server.makeTenant('Cust2')
  const options = { body: '{"type":"a.b","data":{}}', headers: { 'idempotency-key': 'same' } }
  const own = await done(server, 'POST', '/v1/tenants/Cust1/events', options)
  const other = await done(server, 'POST', '/v1/tenants/Cust2/events', options)
  assert.notEqual(own.id, other.id)
})

test('a dry run says what would match and stores nothing', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  const body = { url: receiver.url, event_types: ['a.*'], name: 'first' }
  const active = await done(server, 'POST', `${path}/subscriptions`, { body })
  const paused = await done(server, 'POST', `${path}/subscriptions`, { body })
  await done(server, 'POST', `${path}/subscriptions/${paused.id}/pause`)
  const run = await done(server, 'POST', `${path}/events?dry_run=true`, {
    body: { type: 'a.b', data: {} },
  })
  assert.equal(run.matched, 2)
  assert.deepEqual(
    run.subscriptions.map(({ id, effect }: Json) => [id, effect]),
    [
      [active.id, 'deliver'],
      [paused.id, 'park'],
    ],
  )
  assert.deepEqual((await done(server, 'GET', `${path}/events`)).data, [])
  assert.equal(receiver.received.length, 0)
})

test('a batch has a result for each item, as an array and as lines', async (t) => {
  const server = await startServer(t)
  const tenant = await server.makeTenant('Cust1')
  const items = [
    '{"type":"a.b","data":{"n":1}}',
    '{"type":"a..b","data":{"n":2}}',
    '{"type":"a.b","data":[],"x":1}',
    '{"type":"a.b","data":{"n":4},"idempotency_key":"four"}',
    '{ "type":"a.b", "data":{"n":4}, "idempotency_key":"four" }',
    '{"type":"a.b","data":{"n":4},"idempotency_key":"four"}',
  ]
  const bodies = [
    { body: `[${items.join(' ,\n')}]`, type: 'application/json' },
    { body: `${items.join('\n')}\n`, type: 'application/x-ndjson' },
  ]
  for (const { body, type } of bodies) {
    const { data } = await done(server, 'POST', `${path}/events/batch`, {
      key: tenant.ingest,
      body,
      headers: { 'content-type': type },
    })
    assert.deepEqual(
      data.map((result: Json) => result.status),
      [202, 400, 400, 202, 409, 202],
    )
    assert.equal(data[3].id, data[5].id)
    assert.equal(data[5].is_repeat, true)
    assert.deepEqual(
      data[2].problem.errors.map((error: Json) => error.pointer),
      ['/x', '/data'],
    )
  }
  // Two unkeyed ones, and one that all the others under its key are repeats of.
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 3)
})

test('a line that is not JSON spoils itself alone, an array that is not JSON is refused whole', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const { data } = await done(server, 'POST', `${path}/events/batch`, {
    body: '{"type":"a.b","data":{}}\n{"type":\n',
    headers: { 'content-type': 'application/x-ndjson' },
  })
  assert.deepEqual(
    data.map((result: Json) => result.status),
    [202, 400],
  )
  const whole = await refused(server, 'POST', `${path}/events/batch`, {
    body: '[{"type":"a.b","data":{}},{"type":]',
  })
  assert.equal(whole.code, 'json-malformed')
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 1)
})

test('a batch of 1,001 is refused and none of it is stored', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const items = Array.from({ length: 1001 }, () => '{"type":"a.b","data":{}}')
  const { code } = await refused(server, 'POST', `${path}/events/batch`, {
    body: `[${items.join(',')}]`,
  })
  assert.equal(code, 'body-invalid')
  assert.deepEqual((await done(server, 'GET', `${path}/events`)).data, [])
})

test('what is handed in beside the data is kept with the event', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const { id } = await done(server, 'POST', `${path}/events`, {
    body: {
      type: 'a.b',
      data: {},
      occurred_at: '2026-01-02T03:04:05+01:00',
      order_key: 'order-1',
      subject: 'person-7',
    },
    headers: { traceparent },
  })
  const event = await done(server, 'GET', `${path}/events/${id}`)
  assert.equal(event.occurred_at, '2026-01-02T02:04:05.000Z')
  assert.equal(event.order_key, 'order-1')
  assert.equal(event.subject, 'person-7')
  assert.equal(event.traceparent, traceparent)
})

test('an event for later is delivered no earlier, and not at all beyond what retention leaves', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: receiver.url, event_types: ['*'] },
  })
  const atMs = Date.now() + 1_500
  await done(server, 'POST', `${path}/events`, {
    body: { type: 'a.b', data: {}, deliver_at: new Date(atMs).toISOString() },
  })
  await receiver.request(1)
  assert.ok(Date.now() >= atMs)
  const tooLate = new Date(Date.now() + 27 * 24 * 3_600_000).toISOString()
  const { code, pointers } = await refused(server, 'POST', `${path}/events`, {
    body: { type: 'a.b', data: {}, deliver_at: tooLate },
  })
  assert.equal(code, 'body-invalid')
  assert.deepEqual(pointers, ['/deliver_at'])
})

test('events are listed newest first, by type and time, page by page', async (t) => {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const ids: string[] = []
  for (const type of ['a.b', 'c.d', 'a.b', 'a.b']) {
    ids.unshift((await done(server, 'POST', `${path}/events`, { body: { type, data: {} } })).id)
  }
  const idsOf = async (query: string) =>
    (await done(server, 'GET', `${path}/events${query}`)).data.map(({ id }: Json) => id)
  assert.deepEqual(await idsOf(''), ids)
  assert.deepEqual(await idsOf('?type=c.d'), [ids[2]])
  assert.deepEqual(await idsOf('?until=2020-01-01T00:00:00Z'), [])
  assert.deepEqual(await idsOf('?since=2020-01-01T00:00:00Z'), ids)
  const first = await done(server, 'GET', `${path}/events?limit=3`)
  assert.deepEqual(await idsOf(`?limit=3&cursor=${first.next_cursor}`), [ids[3]])
})
