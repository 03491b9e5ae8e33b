/** Alerts and their mails through the whole service: real REST, real SMTP over STARTTLS. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeLocalCa } from '../world/local-ca.ts'
import { openMailServer } from '../world/mail-server.ts'
import { openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

const credentials = { user: 'posthorn@mail', password: 'p4ss/w0rd-of-smtp' }

interface AlertsPage {
  readonly data: readonly {
    readonly id: string
    readonly kind: string
    readonly subscription_id: string | null
    readonly text: string
    readonly acknowledged_at: string | null
    readonly users: readonly { readonly id: string; readonly name: string | null }[]
    readonly mails: readonly { readonly state: string; readonly recipient: string }[]
  }[]
  readonly next_cursor: string | null
}

async function alertsOf(world: WebhookWorld, query = '', key = world.key): Promise<AlertsPage> {
  const headers = { authorization: `Bearer ${key}` }
  const answer = await world.request('GET', `/v1/tenants/Cust20001/alerts${query}`, { headers })
  assert.equal(answer.status, 200, answer.text)
  return answer.json as unknown as AlertsPage
}

const acknowledge = (world: WebhookWorld, id: string, key = world.key) =>
  world.request('POST', `/v1/tenants/Cust20001/alerts/${id}/acknowledge`, {
    headers: { authorization: `Bearer ${key}` },
  })

/** A webhook whose target says that it is gone. */
async function disabled(
  t: TestContext,
  world: WebhookWorld,
  definition: Readonly<Record<string, unknown>>,
): Promise<void> {
  const receiver = await openReceiver(t)
  const Events = [`a.b${Math.random().toString().slice(2)}`]
  const saved = await world.save({
    Name: 'CRM sync',
    TargetUrl: receiver.url,
    Events,
    ...definition,
  })
  receiver.answers(410, 'we have moved')
  await world.call('POST', `Webhook/${Events[0]}/1`, { body: {} })
  await world.fact(
    (fact) => fact.kind === 'alert-raised' && fact.subscriptionNumber === saved.WebhookId,
  )
}

test('a mail comes over STARTTLS, with the certificates of POSTHORN_EXTRA_CA and a login', async (t) => {
  const ca = makeLocalCa()
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-mail-'))
  t.after(() => rmSync(directory, { recursive: true }))
  const caPath = join(directory, 'ca.pem')
  writeFileSync(caPath, ca.caPem)
  const mails = await openMailServer(t, { leaf: ca.issue(), credentials })
  const login = [credentials.user, credentials.password].map(encodeURIComponent).join(':')
  const world = await openWorld(t, {
    POSTHORN_SMTP_URL: `smtp://${login}@localhost:${mails.port}`,
    POSTHORN_SMTP_FROM: 'webhooks@example.org',
    POSTHORN_PUBLIC_URL: 'https://hooks.example.net',
    POSTHORN_EXTRA_CA: caPath,
  })
  await disabled(t, world, { ErrorsEmail: 'ops@example.org', Secret: 's3cr3t-of-hook' })
  await mails.mails(1)
  const [mail] = mails.received
  assert.deepEqual([mail?.isTls, mail?.user], [true, credentials.user])
  assert.deepEqual([mail?.from, mail?.to], ['webhooks@example.org', ['ops@example.org']])
  assert.match(mail?.headers.get('subject') ?? '', /"CRM sync" .* 410 Gone$/)
  assert.match(mail?.text ?? '', /we have moved/)
  assert.match(mail?.text ?? '', /PATCH https:\/\/hooks\.example\.net\/Cust20001\/api\/v1\/Webhook/)
  await world.fact((fact) => fact.kind === 'mail-tried')
  const { data } = await alertsOf(world)
  assert.deepEqual(
    data.map(({ kind, mails: sent }) => [kind, sent.map(({ state }) => state)]),
    [['disabled', ['sent']]],
  )
  for (const hidden of [credentials.password, 's3cr3t-of-hook', 'ops@example.org']) {
    assert.ok(!world.log().includes(hidden), `${hidden} is in the log`)
    if (hidden !== 'ops@example.org') assert.ok(!mail?.raw.includes(hidden))
  }
})

test('without a mail server alerts are kept and shown, and the log says so once', async (t) => {
  const world = await openWorld(t)
  const ErrorAssociates = [{ Id: 5, Name: 'KN', FullName: 'Kari Nordmann' }]
  await disabled(t, world, { ErrorsEmail: 'ops@example.org', ErrorAssociates })
  await disabled(t, world, { ErrorsEmail: 'ops@example.org', NotifyVia: 'Email, InApp' })
  const { data } = await alertsOf(world)
  assert.deepEqual(
    data.map(({ mails }) => mails.map(({ state, recipient }) => `${recipient} ${state}`)),
    [['ops@example.org waiting'], ['ops@example.org waiting']],
  )
  assert.deepEqual(data[1]?.users, [{ id: '5', name: 'Kari Nordmann' }])
  assert.equal(world.log().split('set POSTHORN_SMTP_URL').length, 2)
})

test('an alert is acknowledged once, is open no more, and the list goes on page by page', async (t) => {
  const world = await openWorld(t)
  for (let count = 0; count < 3; count += 1) await disabled(t, world, { NotifyVia: 'InApp' })
  const first = await alertsOf(world, '?limit=2')
  const rest = await alertsOf(world, `?limit=2&cursor=${first.next_cursor}`)
  assert.deepEqual([first.data.length, rest.data.length, rest.next_cursor], [2, 1, null])
  const { id } = rest.data[0]!
  const done = (await acknowledge(world, id)).json as unknown as { acknowledged_at: string }
  assert.notEqual(done.acknowledged_at, null)
  const again = (await acknowledge(world, id)).json as unknown as { acknowledged_at: string }
  assert.equal(again.acknowledged_at, done.acknowledged_at)
  const open = await alertsOf(world, '?open=true')
  assert.deepEqual(
    open.data.map((alert) => alert.id),
    first.data.map((alert) => alert.id),
  )
})

test("an application is told nothing of another's alerts, and one that only reads changes none", async (t) => {
  const world = await openWorld(t)
  await disabled(t, world, { NotifyVia: 'InApp' })
  const foreign = await world.addKey({ application: 'another' })
  assert.deepEqual((await alertsOf(world, '', foreign)).data, [])
  const { id } = (await alertsOf(world)).data[0]!
  const unknown = await acknowledge(world, `alr_${'0'.repeat(32)}`)
  const hidden = await acknowledge(world, id, foreign)
  assert.deepEqual([unknown.status, hidden.status], [404, 404])
  const reader = await world.addKey({ application: 'crm-sync', scopes: ['read'] })
  assert.equal((await alertsOf(world, '', reader)).data.length, 1)
  assert.equal((await acknowledge(world, id, reader)).status, 403)
  assert.equal((await alertsOf(world)).data[0]?.acknowledged_at, null)
})
