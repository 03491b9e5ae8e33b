import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RunningServer, startServer, type Json } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  return { server, receiver, body: { url: receiver.url, event_types: ['a.*'] } }
}

/** Hands in an event and answers it with the deliveries that it has once its attempts are recorded. */
async function recorded(server: RunningServer, type = 'a.b') {
  const { id } = await done(server, 'POST', `${path}/events`, {
    body: { type, data: { n: 1 } },
  })
  await server.fact((fact) => fact.kind === 'attempt-recorded' && fact.attempt.eventId === id)
  return done(server, 'GET', `${path}/events/${id}`)
}

test('a delivery shows what was sent, what came back, how long it took and what went wrong', async (t) => {
  const { server, receiver, body } = await world(t)
  await done(server, 'POST', `${path}/subscriptions`, { body })
  receiver.status = 503
  const { deliveries } = await recorded(server)
  const delivery = await done(server, 'GET', `${path}/deliveries/${deliveries[0].id}`)
  assert.equal(delivery.state, 'pending')
  assert.ok(Date.parse(delivery.due_at) > Date.now())
  const [attempt] = delivery.attempts
  assert.equal(attempt.outcome, 'refused')
  assert.equal(attempt.error_class, 'status-5xx')
  assert.equal(attempt.status, 503)
  assert.match(attempt.reply, /^HTTP 503\n[^]*x-receiver: recording\n[^]*noted$/)
  assert.ok(attempt.timings.total_ms > 0)
  assert.equal(attempt.request.line, `POST ${receiver.url}`)
  assert.equal(attempt.request.body, (await receiver.request(1)).body.toString())
  assert.equal(attempt.request.body_is_exact, true)
})

test('what an attempt sent is shown as it was then, also after the subscription has changed', async (t) => {
  const { server, receiver, body } = await world(t)
  const { id } = await done(server, 'POST', `${path}/subscriptions`, {
    body: { ...body, headers: { 'X-Old': '1' } },
  })
  const { deliveries } = await recorded(server)
  await done(server, 'PATCH', `${path}/subscriptions/${id}`, {
    body: { url: `${receiver.url}/elsewhere`, headers: { 'X-Old': null, 'X-New': '2' } },
  })
  await done(server, 'POST', `${path}/subscriptions/${id}/secret/rotate`)
  const { attempts } = await done(server, 'GET', `${path}/deliveries/${deliveries[0].id}`)
  const { request, subscription_version: version } = attempts[0]
  assert.equal(version, 1)
  assert.equal(request.line, `POST ${receiver.url}`)
  assert.ok(request.headers.some(({ name }: Json) => name === 'X-Old'))
  const signature = request.headers.find(({ name }: Json) => name === 'webhook-signature')
  assert.equal(signature.value, (await receiver.request(1)).headers['webhook-signature'])
})

test('a resend is a delivery of its own, and the first stays as it was', async (t) => {
  const { server, receiver, body } = await world(t)
  await done(server, 'POST', `${path}/subscriptions`, { body })
  const event = await recorded(server)
  const [first] = event.deliveries
  const resent = await called(server, 'POST', `${path}/deliveries/${first.id}/resend`)
  assert.equal(resent.status, 202)
  assert.notEqual(resent.json.id, first.id)
  const again = await receiver.request(2)
  assert.equal(again.headers['webhook-id'], event.id)
  await server.fact((fact) => fact.kind === 'attempt-recorded' && fact.attempt.run === 1)
  const second = await done(server, 'GET', `${path}/deliveries/${resent.json.id}`)
  assert.equal(second.run_kind, 'resend')
  assert.equal(second.state, 'delivered')
  const { attempts: _, ...asBefore } = await done(server, 'GET', `${path}/deliveries/${first.id}`)
  assert.deepEqual(asBefore, first)
})

test('nothing is resent to a subscription that was deleted', async (t) => {
  const { server, body } = await world(t)
  const { id } = await done(server, 'POST', `${path}/subscriptions`, { body })
  const { deliveries } = await recorded(server)
  await done(server, 'DELETE', `${path}/subscriptions/${id}`)
  const resend = `${path}/deliveries/${deliveries[0].id}/resend`
  assert.equal((await refused(server, 'POST', resend)).code, 'subscription-deleted')
  const after = await done(server, 'GET', `${path}/deliveries/${deliveries[0].id}`)
  assert.equal(after.subscription_id, id)
  assert.equal(after.attempts[0].request.body_is_exact, true)
})

test('deliveries are found by state, subscription, type and time', async (t) => {
  const { server, receiver, body } = await world(t)
  const one = await done(server, 'POST', `${path}/subscriptions`, { body })
  const good = await recorded(server, 'a.good')
  receiver.status = 500
  const bad = await recorded(server, 'a.bad')
  const idsOf = async (query: string) =>
    (await done(server, 'GET', `${path}/deliveries?${query}`)).data.map((item: Json) => item.id)
  const [delivered, pending] = [good.deliveries[0].id, bad.deliveries[0].id]
  assert.deepEqual(await idsOf(''), [pending, delivered])
  assert.deepEqual(await idsOf('state=delivered'), [delivered])
  assert.deepEqual(await idsOf('state=pending'), [pending])
  assert.deepEqual(await idsOf('state=pending,delivered'), [pending, delivered])
  assert.deepEqual(await idsOf('state=exhausted'), [])
  assert.deepEqual(await idsOf('type=a.bad'), [pending])
  assert.deepEqual(await idsOf(`subscription=${one.id}&since=${good.accepted_at}`), [
    pending,
    delivered,
  ])
  assert.deepEqual(await idsOf('until=2020-01-01T00:00:00Z'), [])
  for (const query of ['state=lost', 'since=yesterday', 'limit=0', 'limit=251', 'sate=pending']) {
    assert.equal(
      (await refused(server, 'GET', `${path}/deliveries?${query}`)).code,
      'query-invalid',
    )
  }
})

test('a replay sends what its filter finds, once, and a dry run only counts it', async (t) => {
  const { server, receiver, body } = await world(t)
  await done(server, 'POST', `${path}/subscriptions`, { body })
  for (const type of ['a.one', 'a.two', 'a.one']) await recorded(server, type)
  const filter = { states: ['delivered'], event_types: ['a.one'] }
  const estimate = await done(server, 'POST', `${path}/replays`, {
    body: { filter, dry_run: true },
  })
  assert.equal(estimate.count, 2)
  assert.equal(estimate.is_at_least, false)
  assert.equal(estimate.sample.length, 2)
  assert.equal(receiver.received.length, 3)
  const replay = await called(server, 'POST', `${path}/replays`, { body: { filter } })
  assert.equal(replay.status, 202)
  await receiver.request(5)
  const { data } = await done(server, 'GET', `${path}/replays`)
  assert.equal(data[0].id, replay.json.id)
  assert.equal(data[0].started_count, 2)
  const shown = await done(server, 'GET', `${path}/replays/${replay.json.id}`)
  assert.deepEqual(shown, data[0])
  assert.deepEqual([shown.total_count, shown.filter.event_types], [2, ['a.one']])
})

test('a replay is paused, resumed and cancelled, says how far it is, and after that is over', async (t) => {
  const { server, body } = await world(t)
  await done(server, 'POST', `${path}/subscriptions`, { body })
  for (const type of ['a.one', 'a.two', 'a.three']) await recorded(server, type)
  const filter = { event_types: ['a.*'] }
  const replay = await done(server, 'POST', `${path}/replays`, {
    body: { filter, rate_per_second: 1 },
  })
  const one = `${path}/replays/${replay.id}`
  assert.deepEqual([replay.state, replay.total_count, replay.percent], ['running', null, null])
  for (const [call, state] of [
    ['pause', 'paused'],
    ['pause', 'paused'],
    ['resume', 'running'],
    ['cancel', 'cancelled'],
    ['cancel', 'cancelled'],
  ]) {
    const changed = await done(server, 'POST', `${one}/${call}`)
    assert.equal(changed.state, state)
    assert.deepEqual((await done(server, 'GET', one)).state, state)
  }
  const ended = await done(server, 'GET', one)
  assert.ok(Date.parse(ended.ended_at) >= Date.parse(ended.created_at))
  assert.equal(ended.seconds_left, 0)
  for (const call of ['pause', 'resume']) {
    assert.equal((await refused(server, 'POST', `${one}/${call}`)).code, 'replay-ended')
  }
  for (const id of [`rpl_${'0'.repeat(32)}`, 'rpl_x']) {
    const { code } = await refused(server, 'POST', `${path}/replays/${id}/pause`)
    assert.equal(code, 'replay-unknown')
  }
})

test('a replay without a filter, or of what it cannot find, is refused', async (t) => {
  const { server } = await world(t)
  const cases = [
    [{}, 'body-invalid'],
    [{ filter: {} }, 'body-invalid'],
    [{ filter: { include_undelivered: true } }, 'body-invalid'],
    [{ filter: { subscription: 'sub_x' } }, 'subscription-unknown'],
    [{ filter: { since: '2026-02-30T00:00:00Z' } }, 'body-invalid'],
    [{ filter: { event_types: ['a.b'] }, rate_per_second: 0 }, 'body-invalid'],
  ] as const
  for (const [body, code] of cases) {
    assert.equal((await refused(server, 'POST', `${path}/replays`, { body })).code, code)
  }
  assert.deepEqual((await done(server, 'GET', `${path}/replays`)).data, [])
})

test('an explanation says step by step why each subscription got an event or not', async (t) => {
  const { server, receiver, body } = await world(t)
  const make = async (given: object) =>
    (await done(server, 'POST', `${path}/subscriptions`, { body: { ...body, ...given } })).id
  const got = await make({ name: 'got it' })
  const other = await make({ event_types: ['b.*'] })
  const parked = await make({})
  await done(server, 'POST', `${path}/subscriptions/${parked}/pause`)
  await server.done('POST', '/Cust1/api/v1/Webhook', {
    body: { Name: 'crm', Events: ['a.b'], TargetUrl: receiver.url, State: 'Stopped' },
  })
  const event = await recorded(server)
  const later = await make({})
  // What is wanted now must not be taken for what was wanted then.
  await done(server, 'PATCH', `${path}/subscriptions/${other}`, { body: { event_types: ['*'] } })
  const explained = await done(server, 'GET', `${path}/events/${event.id}/explain`)
  const byId = new Map<string, Json>(
    explained.subscriptions.map((one: Json) => [one.subscription_id, one]),
  )
  const stepsOf = (id: string) =>
    byId.get(id).steps.map(({ step, is_passed: isPassed }: Json) => `${step} ${isPassed}`)
  assert.equal(byId.get(got).reason, null)
  assert.deepEqual(stepsOf(got), [
    'tenant true',
    'existed true',
    'pattern true',
    'state true',
    'delivery true',
  ])
  assert.equal(byId.get(other).reason, 'type-not-wanted')
  assert.deepEqual(stepsOf(other), ['tenant true', 'existed true', 'pattern false'])
  assert.equal(byId.get(later).reason, 'created-later')
  assert.deepEqual(stepsOf(later), ['tenant true', 'existed false'])
  assert.equal(byId.get(parked).deliveries[0].state, 'parked')
  assert.match(byId.get(parked).steps.at(-1).detail, /waits because the subscription is paused/)
  const stopped = explained.subscriptions.find((one: Json) => one.name === 'crm')
  assert.equal(stopped.reason, 'paused')
  const alone = await done(
    server,
    'GET',
    `${path}/events/${event.id}/explain?subscription=${other}`,
  )
  assert.deepEqual(alone.subscriptions, [byId.get(other)])
  const reasons = await done(server, 'GET', `${path}/events/${event.id}`)
  assert.deepEqual(reasons.without_delivery.map((one: Json) => one.reason).toSorted(), [
    'created-later',
    'paused',
    'type-not-wanted',
  ])
})

test('ids that nobody has, or that are no ids, are unknown', async (t) => {
  const { server } = await world(t)
  const nothing = '0'.repeat(32)
  for (const id of [`evt_${nothing}`, 'evt_1', 'x', '%2e%2e', `evt_${nothing}\u0000`]) {
    for (const rest of ['', '/explain']) {
      const event = `${path}/events/${encodeURIComponent(id)}${rest}`
      assert.equal((await refused(server, 'GET', event)).code, 'event-unknown')
    }
  }
  for (const id of [`dlv_${nothing}000000010000`, 'dlv_1', `evt_${nothing}`]) {
    assert.equal(
      (await refused(server, 'GET', `${path}/deliveries/${id}`)).code,
      'delivery-unknown',
    )
  }
})
