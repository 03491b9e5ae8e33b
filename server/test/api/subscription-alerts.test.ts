/** How a caller says whom to tell of trouble with a subscription, and what it is shown of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { until } from '../world/until.ts'
import { called, done } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const path = '/v1/tenants/Cust1/subscriptions'
const emails = ['a@example.org', 'b@example.org']

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  return { server, receiver, body: { url: receiver.url, event_types: ['a.*'] } }
}

const shownOf = (view: Json) => [view.notify_emails, view.notify_on]

test('nobody is mailed unless it is asked for, and only a disabling is told', async (t) => {
  const { server, body } = await world(t)
  const made = await done(server, 'POST', path, { body })
  assert.deepEqual(shownOf(made), [[], 'disabled'])
})

test('addresses are kept as they are asked for, and a patch changes what it names', async (t) => {
  const { server, body } = await world(t)
  const wanted = { ...body, notify_emails: emails, notify_on: 'failing' }
  const made = await done(server, 'POST', path, { body: wanted })
  assert.deepEqual(shownOf(made), [emails, 'failing'])
  const patched = async (patch: object) =>
    shownOf(await done(server, 'PATCH', `${path}/${made.id}`, { body: patch }))
  assert.deepEqual(await patched({ name: 'x' }), [emails, 'failing'])
  assert.deepEqual(await patched({ notify_on: 'disabled' }), [emails, 'disabled'])
  assert.deepEqual(await patched({ notify_emails: ['c@example.org'] }), [
    ['c@example.org'],
    'disabled',
  ])
  assert.deepEqual(await patched({ notify_emails: [] }), [[], 'disabled'])
})

test('the same definition again changes nothing, and one without addresses takes them away', async (t) => {
  const { server, body } = await world(t)
  const put = (given: object) => called(server, 'PUT', `${path}/by-key/one`, { body: given })
  const bare = (await put({ ...body, notify_emails: [], notify_on: 'disabled' })).json
  assert.equal((await put(body)).json.version, bare.version)
  const wanted = { ...body, notify_emails: emails }
  const { version } = (await put(wanted)).json
  assert.equal((await put({ ...wanted, notify_on: 'disabled' })).json.version, version)
  assert.deepEqual(shownOf((await put(body)).json), [[], 'disabled'])
})

test('what is no plain address is refused by its place, and nothing is stored', async (t) => {
  const { server, body } = await world(t)
  const many = Array.from({ length: 21 }, (_, index) => `a${index}@example.org`)
  const cases: readonly (readonly [object, string])[] = [
    [{ notify_emails: ['a@example.org', 'Ops <b@example.org>'] }, '/notify_emails/1'],
    [{ notify_emails: ['a@example.org\r\nBcc: b@example.org'] }, '/notify_emails/0'],
    [{ notify_emails: ['a@example.org', 7] }, '/notify_emails/1'],
    [{ notify_emails: ['a@example.org', 'a@example.org'] }, '/notify_emails'],
    [{ notify_emails: many }, '/notify_emails'],
    [{ notify_on: 'paused' }, '/notify_on'],
  ]
  const made = await done(server, 'POST', path, { body: { ...body, notify_emails: emails } })
  for (const [given, pointer] of cases) {
    for (const [method, target, sent] of [
      ['POST', path, { ...body, ...given }],
      ['PATCH', `${path}/${made.id}`, { ...given, name: 'x' }],
    ] as const) {
      const answer = await called(server, method, target, { body: sent })
      assert.equal(answer.status, 400, pointer)
      assert.equal(answer.json.code, 'body-invalid')
      const pointers = answer.json.errors.map((one: Json) => one.pointer)
      assert.ok(pointers.includes(pointer), answer.text)
    }
  }
  const { data } = await done(server, 'GET', path)
  assert.deepEqual(
    data.map((one: Json) => [one.version, one.name, ...shownOf(one)]),
    [[1, null, emails, 'disabled']],
  )
})

test('a disabling is seen under the alerts of its tenant, with a mail to each address', async (t) => {
  const { server, receiver, body } = await world(t)
  const made = await done(server, 'POST', path, { body: { ...body, notify_emails: emails } })
  receiver.status = 410
  await done(server, 'POST', '/v1/tenants/Cust1/events', { body: { type: 'a.b', data: {} } })
  await receiver.request(1)
  const alerts = async () => (await done(server, 'GET', '/v1/tenants/Cust1/alerts')).data
  await until(async () => (await alerts()).length > 0)
  const [alert] = await alerts()
  assert.deepEqual([alert.subscription_id, alert.kind], [made.id, 'disabled'])
  assert.deepEqual(
    alert.mails.map((one: Json) => one.recipient),
    emails,
  )
})
