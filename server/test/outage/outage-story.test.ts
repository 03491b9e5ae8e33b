/**
 * One outage from its first failure to the last parked event, on both stores: everything real but
 * the clock (SuperOffice notification page, Failed attempts; reference, state-events).
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeLocalCa } from '../world/local-ca.ts'
import { openMailServer } from '../world/mail-server.ts'
import { postgresServer } from '../world/postgres-server.ts'
import { openHttpsReceiver, OutageWorld, type Received } from './outage-world.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const ca = makeLocalCa()
const credentials = { user: 'posthorn', password: 'p4ss word' }

interface Webhook {
  readonly WebhookId: number
  readonly State: string
  readonly TotalCalls: number
  readonly TotalErrors: number
  readonly ConsecutiveErrors: number
  readonly LastError: string | null
}

interface Alerts {
  readonly data: readonly {
    readonly id: string
    readonly kind: string
    readonly is_in_app: boolean
    readonly acknowledged_at: string | null
    readonly mails: readonly { readonly recipient: string; readonly state: string }[]
  }[]
}

async function inFile(t: TestContext): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-outage-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return Promise.resolve(`sqlite:${join(directory, 'posthorn.db')}`)
}

async function inDatabase(t: TestContext): Promise<string> {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  t.after(() => server.drop(url))
  return url
}

for (const [engine, place] of [
  ['SQLite', inFile],
  ['PostgreSQL', inDatabase],
] as const) {
  test(`an outage is told, loses nothing and ends in order, on ${engine}`, async (t) => {
    const store = await place(t)
    const mails = await openMailServer(t, { leaf: ca.issue(), credentials })
    const smtpUrl = `smtp://posthorn:p4ss%20word@localhost:${mails.port}`
    const world = await OutageWorld.open(t, { store, ca, smtpUrl })
    const receiver = await openHttpsReceiver(t, ca.issue(), world.clock)
    const watcher = await openHttpsReceiver(t, ca.issue(), world.clock)
    await world.call('POST', '/v1/tenants', { id: 'Cust20001', name: 'Nordmann' })
    const api = '/Cust20001/api/v1/Webhook'
    const signal = async (key: number): Promise<void> => {
      assert.equal((await world.call('POST', `${api}/contact.changed/${key}`, {})).status, 204)
    }
    const { body: hook } = await world.call<Webhook>('POST', api, {
      Name: 'CRM sync',
      Events: ['contact.changed'],
      TargetUrl: receiver.url,
      Secret: 's3cr3t-Key!',
      ErrorEmails: ['a@example.org', 'b@example.org'],
      NotifyVia: 'Email, InApp',
      NotifyWhen: 'FirstFailure, Disabling',
    })
    const { WebhookId: id } = hook
    const Events = [`webhook${id}.errors`, 'webhook.started']
    const watching = { Name: 'Hook watcher', Events, TargetUrl: watcher.url }
    assert.equal((await world.call('POST', api, watching)).status, 200)
    const read = async (): Promise<Webhook> =>
      (await world.call<Webhook>('GET', `${api}/${id}`)).body

    // All is well.
    await signal(1)
    await world.until(() => receiver.received.length === 1, minuteMs)
    await world.run(2 * secondMs)
    assert.equal((await read()).TotalCalls, 1)

    // Three cycles fail, each in another way: an answer, none, another answer.
    receiver.manner = 500
    for (const key of [2, 3, 4, 5]) await signal(key)
    await world.until(() => receiver.received.length >= 4, minuteMs)
    receiver.manner = 'hangs up'
    await world.until(() => receiver.received.length >= 7, 2 * minuteMs)
    receiver.manner = 503
    const isDisabled = (): boolean =>
      world.pipeline.subscriptions.find(id)?.status.state === 'disabled'
    await world.until(isDisabled, 10 * minuteMs)
    const failures = receiver.received.slice(1)
    const inFlightAtFirst = failures.filter(({ atMs }) => atMs - failures[0]!.atMs < 500).length
    assert.ok(failures.length >= 9 && failures.length - inFlightAtFirst <= 8)

    // The watcher is told, and so are people.
    await world.until(() => watcher.received.length === 1 && mails.received.length === 4, minuteMs)
    assertWatched(watcher.received[0]!, `webhook${id}.errors`, { id, state: 3 })
    const [begun, ended] = [/has begun to fail$/, /is disabled: too many errors$/].map((subject) =>
      mails.received.filter(({ headers }) => subject.test(headers.get('subject') ?? '')),
    )
    for (const told of [begun, ended]) {
      assert.deepEqual(
        new Set(told?.flatMap(({ to }) => to)),
        new Set(['a@example.org', 'b@example.org']),
      )
      assert.equal(told?.length, 2)
    }
    const lastEventId = failures.at(-1)!.json.EventId
    for (const part of [
      'Webhook "CRM sync"',
      'HTTP 503',
      'said the receiver',
      `EventId:  ${lastEventId}`,
      `PATCH https://hooks.example.net${api}/${id}`,
    ]) {
      assert.ok(ended?.[0]?.text.includes(part), `${part} is not in ${ended?.[0]?.text}`)
    }
    for (const { isTls, user, raw, text } of mails.received) {
      assert.deepEqual([isTls, user], [true, credentials.user])
      assert.ok(!`${raw}${text}`.includes('s3cr3t-Key!'))
    }

    // Everything that comes now is kept, and nothing is sent.
    const sentCount = receiver.received.length
    for (let key = 6; key <= 45; key += 1) await signal(key)
    await world.run(minuteMs)
    const disabled = await read()
    assert.deepEqual([disabled.State, disabled.ConsecutiveErrors], ['TooManyErrors', 9])
    assert.deepEqual([disabled.TotalCalls, disabled.TotalErrors], [sentCount, sentCount - 1])
    assert.match(disabled.LastError ?? '', /^HTTP 503\n[\s\S]*said the receiver$/)
    assert.equal(receiver.received.length, sentCount)

    // Reactivation is refused while the receiver is down, and changes nothing.
    const refused = await world.call('PATCH', `${api}/${id}`, { State: 'Active' })
    assert.equal(refused.status, 400)
    await world.run(minuteMs)
    assert.deepEqual([(await read()).State, watcher.received.length], ['TooManyErrors', 1])

    // It is back: what was parked follows, in order, one at a time, at a rate that grows.
    receiver.manner = 200
    receiver.underWayMax = 0
    const back = await world.call<Webhook>('PATCH', `${api}/${id}`, { State: 'Active' })
    assert.deepEqual(
      [back.status, back.body.State, back.body.ConsecutiveErrors],
      [200, 'Active', 0],
    )
    await world.until(() => receiver.received.length === sentCount + 44, 2 * minuteMs)
    const released = receiver.received.slice(sentCount)
    assertReleased(released)
    assert.equal(receiver.underWayMax, 1, 'one at a time')

    await world.until(() => watcher.received.length === 2, minuteMs)
    assertWatched(watcher.received[1]!, `webhook${id}.started`, { id, state: 1 })
    await world.run(5 * secondMs)
    const after = await read()
    assert.deepEqual(
      [after.State, after.TotalCalls, after.TotalErrors, after.ConsecutiveErrors],
      ['Active', sentCount + 44, sentCount - 1, 0],
    )
    assert.equal(mails.received.length, 4, 'the end of an outage is told by its events')
    await assertAlerts(world)
    await assertBalance(world)
  })
}

function assertWatched(
  { headers, json }: Received,
  name: string,
  about: { readonly id: number; readonly state: number },
): void {
  assert.equal(headers['x-superoffice-event'], name)
  assert.deepEqual([json.Event, json.PrimaryKey], [name.replace(/\d+/, ''), about.id])
  assert.equal(json.FieldValues?.['state'], about.state)
}

function assertReleased(released: readonly Received[]): void {
  const keys = released.map(({ json }) => json.PrimaryKey)
  assert.deepEqual(new Set(keys), new Set(Array.from({ length: 44 }, (_, index) => index + 2)))
  const whileDisabled = Array.from({ length: 40 }, (_, index) => index + 6)
  assert.deepEqual(
    keys.filter((key) => key >= 6),
    whileDisabled,
    'in the order of acceptance',
  )
  assert.ok(keys.indexOf(6) >= 4, 'behind what was parked before them')
  const startMs = released[0]!.atMs
  const inFirst = (forMs: number) => released.filter(({ atMs }) => atMs - startMs < forMs).length
  assert.ok(inFirst(secondMs) <= 10, `${inFirst(secondMs)} in the first second`)
  assert.ok(inFirst(2 * secondMs) <= 30, `${inFirst(2 * secondMs)} in the first two`)
}

async function assertAlerts(world: OutageWorld): Promise<void> {
  const path = '/v1/tenants/Cust20001/alerts'
  const { body } = await world.call<Alerts>('GET', path)
  assert.deepEqual(
    body.data.map(({ kind, is_in_app: isInApp }) => [kind, isInApp]),
    [
      ['disabled', true],
      ['failing', true],
    ],
  )
  for (const { mails } of body.data) {
    assert.deepEqual(
      mails.map(({ state }) => state),
      ['sent', 'sent'],
    )
  }
  const done = await world.call('POST', `${path}/${body.data[0]!.id}/acknowledge`)
  assert.equal(done.status, 200)
  const open = await world.call<Alerts>('GET', `${path}?open=true`)
  assert.deepEqual(
    open.body.data.map(({ kind }) => kind),
    ['failing'],
  )
}

/** Every event was delivered, once, and the books say so. */
async function assertBalance({ ports }: OutageWorld): Promise<void> {
  await ports.store.upkeep.fold()
  const ledger = await ports.store.history.ledger({ recount: true })
  const { accepted, delivered, open, exhausted, unaccountedCount } = ledger
  // 45 contacts, and two state events.
  assert.deepEqual([accepted, delivered, open, exhausted, unaccountedCount], [47, 47, 0, 0, 0])
}
