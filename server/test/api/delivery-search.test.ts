/** Deliveries looked for over real HTTP: filters of the list, facets beside it, its rows as a file. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, type RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'
const list = `${path}/deliveries`

/** Of two dialects: each event is delivered to one subscription and refused by the other. */
async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const [good, bad] = [await startReceiver(t), await startReceiver(t)]
  const keys = await server.makeTenant('Cust1')
  const native = await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: good.url, event_types: ['a.*'], name: '=HYPERLINK("x")' },
  })
  const { key } = await done(server, 'POST', `${path}/keys`, {
    body: { name: 'of an application', scopes: ['manage'], application: 'app1' },
  })
  await server.done('POST', '/Cust1/api/v1/Webhook', {
    key,
    body: { Name: 'theirs', Events: ['a.b'], TargetUrl: bad.url, State: 'Active' },
  })
  // Only now: a webhook is saved once its test was answered 200.
  bad.status = 503
  const events = []
  for (let left = 2; left > 0; left -= 1) events.push(await delivered(server))
  // However long a test takes, nothing is tried again in it.
  const { data } = await done(server, 'GET', `${path}/subscriptions`)
  const theirs = data.find(({ dialect }: Json) => dialect === 'superoffice')
  await done(server, 'POST', `${path}/subscriptions/${theirs.id}/pause`)
  return { server, keys, native, events }
}

/** An event whose attempt at the good receiver, and the one at the bad if it is tried, is recorded. */
async function delivered(server: RunningServer): Promise<string> {
  const { id } = await done(server, 'POST', `${path}/events`, { body: { type: 'a.b', data: {} } })
  await server.fact((fact) => fact.kind === 'attempt-recorded' && fact.attempt.eventId === id)
  await server.fact((fact) => fact.kind === 'attempt-recorded' && fact.attempt.status === 503)
  await server.fact(
    (fact) =>
      fact.kind === 'attempt-recorded' &&
      fact.attempt.eventId === id &&
      fact.attempt.status === 200,
  )
  return id
}

test('deliveries are found by event, status, error class, dialect, attempts and run', async (t) => {
  const { server, events } = await world(t)
  const found = async (query: string) =>
    (await done(server, 'GET', `${list}?${query}`)).data.map((item: Json) => [
      item.event_id,
      item.last_status,
      item.last_error_class,
    ])
  const [first, second] = events
  // The line of the second webhook waits behind its first delivery.
  const good = (id = ''): unknown[] => [id, 200, null]
  const bad = [first, 503, 'status-5xx']
  const untried = [second, null, null]
  assert.deepEqual(await found('status=200'), [good(second), good(first)])
  assert.deepEqual(await found('status=5xx'), [bad])
  assert.deepEqual(await found('status=404,503'), [bad])
  assert.deepEqual(await found('status=5xx&state=delivered'), [])
  assert.deepEqual(await found('error_class=status-5xx,reset'), [bad])
  assert.deepEqual(await found('error_class=reset'), [])
  assert.deepEqual(await found('dialect=superoffice'), [untried, bad])
  assert.deepEqual(await found('dialect=standard-webhooks'), [good(second), good(first)])
  assert.deepEqual(await found('dialect=rosaas'), [])
  assert.deepEqual(await found(`event=${first}&status=2xx`), [good(first)])
  assert.deepEqual(await found('min_attempts=1&state=parked'), [bad])
  assert.deepEqual(await found('min_attempts=100'), [])
  assert.deepEqual(await found('run_kind=replay'), [])
  assert.equal((await found('run_kind=accepted')).length, 4)
  for (const query of [
    'status=99',
    'status=5x',
    'status=600',
    'error_class=lost',
    'dialect=other',
    'event=evt_1',
    'min_attempts=-1',
    'run_kind=again',
  ]) {
    assert.equal((await refused(server, 'GET', `${list}?${query}`)).code, 'query-invalid', query)
  }
})

test('facets count what the key may see, under the filters of the list', async (t) => {
  const { server, keys, native } = await world(t)
  const none = { pending: 0, parked: 0, delivered: 0, exhausted: 0, cancelled: 0, expired: 0 }
  const facets = (query: string, key?: string) =>
    done(server, 'GET', `${list}/facets${query}`, key === undefined ? {} : { key })
  const all = await facets('')
  assert.deepEqual(all.states, { ...none, parked: 2, delivered: 2 })
  assert.deepEqual([all.examined, all.is_complete], [4, true])
  assert.deepEqual(all.types, [{ type: 'a.b', count: 4 }])
  assert.deepEqual(
    all.statuses.toSorted((a: Json, b: Json) => b.status - a.status),
    [
      { status: 503, count: 1 },
      { status: 200, count: 2 },
      { status: null, count: 1 },
    ],
  )
  assert.deepEqual(all.error_classes, [{ error_class: 'status-5xx', count: 1 }])
  const own = { id: native.id, name: native.name, count: 2 }
  assert.ok(all.subscriptions.some((one: Json) => JSON.stringify(one) === JSON.stringify(own)))
  // Of no application: the webhook of one is not there for this key.
  assert.deepEqual((await facets('', keys.read)).subscriptions, [own])
  const failed = await facets('?status=5xx')
  assert.deepEqual(failed.states, { ...none, parked: 1 })
})

test('the list as a file has the same rows, goes on where it ended, and holds no formula', async (t) => {
  const { server, keys, events } = await world(t)
  const csv = async (query: string, key?: string) => {
    const answer = await server.call('GET', `${list}.csv${query}`, key === undefined ? {} : { key })
    assert.equal(answer.status, 200, answer.text)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/)
    return { answer, rows: answer.text.split('\r\n').slice(1, -1) }
  }
  const { data } = await done(server, 'GET', list)
  const all = await csv('')
  assert.deepEqual(
    all.rows.map((row) => row.split(',')[0]),
    data.map(({ id }: Json) => id),
  )
  assert.ok(all.rows.some((row) => row.includes(`"'=HYPERLINK(""x"")"`)))
  assert.equal(all.answer.headers.get('posthorn-next-cursor'), null)
  const part = await csv('?limit=3')
  const cursor = part.answer.headers.get('posthorn-next-cursor')
  const rest = await csv(`?cursor=${cursor}`)
  assert.deepEqual([...part.rows, ...rest.rows], all.rows)
  assert.equal((await csv('', keys.read)).rows.length, 2)
  assert.equal((await csv(`?event=${events[0]}&status=503`)).rows.length, 1)
  const answer = await called(server, 'GET', `${list}.csv?limit=100001`)
  assert.equal(answer.json.code, 'query-invalid')
})

test('a third export at a time, and a second one of a tenant, is asked to come again', async (t) => {
  const server = await startServer(t)
  for (const id of ['Cust1', 'Cust2', 'Cust3']) await server.makeTenant(id)
  const { history } = server.service.ports.store
  const read = history.listDeliveries.bind(history)
  const begun: (() => void)[] = []
  history.listDeliveries = async (query) => {
    await new Promise<void>((resolve) => begun.push(resolve))
    return read(query)
  }
  const asked = (id: string) => server.call('GET', `/v1/tenants/${id}/deliveries.csv`)
  const first = ['Cust1', 'Cust1'].map(asked)
  const late = await Promise.race(first)
  assert.deepEqual([late.status, late.json.code], [503, 'history-busy'])
  assert.equal(late.headers.get('retry-after'), '5')
  const others = ['Cust2', 'Cust3'].map(asked)
  assert.equal((await Promise.race(others)).status, 503)
  for (const go of begun) go()
  const statuses = (await Promise.all([...first, ...others])).map(({ status }) => status)
  assert.deepEqual(
    statuses.toSorted((a, b) => a - b),
    [200, 200, 503, 503],
  )
})
