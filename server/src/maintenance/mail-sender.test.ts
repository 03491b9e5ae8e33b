import assert from 'node:assert/strict'
import { createSecureContext } from 'node:tls'
import { test, type TestContext } from 'node:test'
import { configWith, openManageWorld } from '../../test/world/manage-world.ts'
import { openMailServer } from '../../test/world/mail-server.ts'
import { raiseAlert } from '../../test/world/raise-alert.ts'
import { createSmtpMailer } from '../mailers/smtp/smtp-mailer.ts'
import { createSubscription } from '../manage/create-subscription.ts'
import type { Fact } from '../ports/observer.ts'
import { createMailSender } from './mail-sender.ts'

const secondMs = 1_000
const hourMs = 3_600 * secondMs

async function openMailWorld(t: TestContext) {
  const world = await openManageWorld(t)
  const made = await createSubscription(
    {
      tenantKey: world.tenant.key,
      owner: { kind: 'tenant', id: world.tenant.id },
      externalKey: null,
      application: null,
      config: configWith({}, world),
      state: 'active',
      subscriptionsMax: 10,
    },
    world,
  )
  assert.equal(made.kind, 'created')
  const number = made.kind === 'created' ? made.subscription.number : 0
  const server = await openMailServer(t)
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: server.port,
    isTls: false,
    isTlsRequired: false,
    credentials: null,
    from: 'posthorn@example.org',
    secureContext: createSecureContext(),
  })
  const facts: Fact[] = []
  const ports = { ...world.ports, mailer, observer: { observe: (fact: Fact) => facts.push(fact) } }
  return {
    ...world,
    server,
    facts,
    ports,
    /** As a process that has just begun to keep house. */
    sender: () => createMailSender(ports),
    raise: (recipients?: readonly string[]) =>
      raiseAlert(world, world.tenant.key, number, recipients === undefined ? {} : { recipients }),
    states: async () => {
      const alerts = await world.ports.store.alerts.list({
        tenantKey: world.tenant.key,
        beforeId: null,
        isOpenOnly: false,
        limit: 10,
      })
      return alerts.flatMap(({ mails }) => mails.map(({ state }) => state))
    },
  }
}

test('each recipient gets one mail for each alert, and none again', async (t) => {
  const { sender, raise, server, states } = await openMailWorld(t)
  await raise(['a@example.org', 'b@example.org'])
  await raise(['a@example.org'])
  for (let turn = 0; turn < 3; turn += 1) await sender().run()
  const to = server.received.flatMap((mail) => mail.to)
  assert.deepEqual(to.length, 3)
  assert.deepEqual(new Set(to), new Set(['a@example.org', 'b@example.org']))
  assert.deepEqual(await states(), ['sent', 'sent', 'sent'])
})

for (const code of [451, 550]) {
  test(`refused with ${code} for a while, a mail is tried at growing distances and arrives once`, async (t) => {
    const { sender, raise, server, clock, facts, states } = await openMailWorld(t)
    await raise()
    server.refuse(code)
    const agent = sender()
    const triedAtMs: number[] = []
    for (let passedMs = 0; passedMs < hourMs; passedMs += 2 * secondMs) {
      const before = server.refusedCount
      await agent.run()
      if (server.refusedCount > before) triedAtMs.push(passedMs)
      clock.leap(2 * secondMs)
    }
    assert.deepEqual(
      triedAtMs.map((at) => at / secondMs),
      [0, 10, 70, 370, 1_270],
    )
    assert.deepEqual([server.received.length, await states()], [0, ['waiting']])
    server.refuse(null)
    for (let turn = 0; turn < 3; turn += 1) {
      clock.leap(hourMs)
      await agent.run()
    }
    assert.equal(server.received.length, 1)
    assert.deepEqual(await states(), ['sent'])
    const tries = facts.filter((fact) => fact.kind === 'mail-tried')
    assert.deepEqual(
      tries.map(({ isSent }) => isSent),
      [false, false, false, false, false, true],
    )
  })
}

test('a crash while a mail is under way repeats that mail alone, under the same id', async (t) => {
  const { sender, raise, server, clock, ports } = await openMailWorld(t)
  await raise(['a@example.org'])
  await raise(['b@example.org'])
  // The server has taken the first one, and the process died before it could note that.
  const { alerts } = ports.store
  const claimed = await alerts.claimMail({
    nowMs: clock.nowMs(),
    waitsMs: [10 * secondMs],
    afterTenantKey: 0,
  })
  const { alertId, number, recipient, alert } = claimed!
  await ports.mailer.send({
    id: `${alertId}.${number}`,
    recipient,
    subject: alert.subject,
    text: alert.text,
  })
  const next = sender()
  await next.run()
  assert.equal(server.received.length, 2, 'not yet: it may still be under way')
  clock.leap(10 * secondMs)
  await next.run()
  await next.run()
  assert.equal(server.received.length, 3)
  const ids = server.received.map(({ headers }) => headers.get('message-id'))
  assert.equal(new Set(ids).size, 2)
})

test('two that keep house at the same moment send each mail once', async (t) => {
  const { sender, raise, server } = await openMailWorld(t)
  for (let count = 0; count < 5; count += 1) await raise()
  await Promise.all([sender().run(), sender().run(), sender().run()])
  assert.equal(server.received.length, 5)
})

test('a mail that cannot be sent for two days is given up, and told', async (t) => {
  const { sender, raise, server, clock, states, facts } = await openMailWorld(t)
  await raise()
  server.refuse(451)
  clock.leap(48 * hourMs + 1)
  await sender().run()
  assert.deepEqual(await states(), ['abandoned'])
  assert.equal(server.refusedCount, 0)
  assert.deepEqual(facts, [{ kind: 'mails-abandoned', mailCount: 1 }])
})

test('without a mail server mails wait, and are sent once there is one', async (t) => {
  const { raise, ports, server, states, sender } = await openMailWorld(t)
  await raise()
  const { mailer: _, ...without } = ports
  await createMailSender(without).run()
  assert.deepEqual(await states(), ['waiting'])
  await sender().run()
  assert.deepEqual([server.received.length, await states()], [1, ['sent']])
})
