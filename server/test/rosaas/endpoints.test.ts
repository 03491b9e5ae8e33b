/** Endpoints over the RoSaaS API: as they are made, read, changed, switched, and refused. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { startReceiver } from '../api/recording-receiver.ts'
import { everyCode, openProductWorld, type ProductWorld } from './product-world.ts'

const url = 'https://198.51.100.7/api/WebhookListener/notifyme'

test('an endpoint is listed with codes, and read by itself with the names of its events', async (t) => {
  const world = await openProductWorld(t)
  const id = await world.makeEndpoint({ url: ` ${url} `, eventsToListen: [15, 1, 6] })
  const [listed, ...others] = await world.done('GET', world.endpoints)
  assert.equal(others.length, 0)
  assert.deepEqual(listed, {
    id,
    url,
    description: '',
    isActive: true,
    entityId: world.productId,
    entityType: 3,
    signingSecret: null,
    eventsToListen: [1, 6, 15],
    allEvents: false,
    noticeAddresses: [],
  })
  const { eventsToListen } = await world.done('GET', `${world.endpoints}/${id}`)
  assert.deepEqual(eventsToListen, [
    { id: 1, event: 'Tenant.RegisteredInRoSaasDb' },
    { id: 6, event: 'Subscription.AutoRenewal.Disabled' },
    { id: 15, event: 'Subscription.AutoRenewal.AutoRenewalDisabled' },
  ])
})

test('an endpoint sent back as it was read stays what it is', async (t) => {
  const world = await openProductWorld(t)
  const id = await world.makeEndpoint({ url, eventsToListen: [2, 18], description: 'CRM' })
  const all = await world.makeEndpoint({ url, allEvents: true, noticeAddresses: ['a@b.example'] })
  for (const one of [id, all]) {
    const path = `${world.endpoints}/${one}`
    const before = await world.done('GET', path)
    const [, ...listed] = await world.done('GET', world.endpoints)
    await world.done('PUT', path, before)
    assert.deepEqual(await world.done('GET', path), before)
    assert.deepEqual((await world.done('GET', world.endpoints)).slice(1), listed)
    assert.equal(await secretOf(world, one), 'My secret, typed by hand!')
  }
})

test('changing an endpoint leaves it as active as it was, and switching it changes nothing else', async (t) => {
  const world = await openProductWorld(t)
  const id = await world.makeEndpoint({ url })
  const path = `${world.endpoints}/${id}`
  const before = await world.done('GET', path)
  assert.equal(
    await world.done('POST', `${path}/activation-status`, { isActive: false }),
    undefined,
  )
  assert.deepEqual(await world.done('GET', path), { ...before, isActive: false })
  await world.done('PUT', path, { url, eventsToListen: [3], description: 'b', isActive: true })
  const changed = await world.done('GET', path)
  assert.deepEqual([changed.isActive, changed.description], [false, 'b'])
  await world.done('PUT', `${path}/change-status`, { isActive: true })
  assert.deepEqual(await world.done('GET', path), { ...changed, isActive: true })
  const asleep = await world.makeEndpoint({ url, isActive: false })
  assert.equal((await world.done('GET', `${world.endpoints}/${asleep}`)).isActive, false)
})

test('what an endpoint may not be is refused by its name, all at once, and nothing is stored', async (t) => {
  const world = await openProductWorld(t, {
    POSTHORN_ALLOW_TARGETS: '198.51.100.0/24',
    POSTHORN_ALLOW_HTTP_TARGETS: '0',
  })
  const good = { url, eventsToListen: [1], signingSecret: 's3cret' }
  const { url: _url, ...withoutUrl } = good
  const { signingSecret: _secret, ...withoutSecret } = good
  const { eventsToListen: _events, ...withoutEvents } = good
  const cases: readonly (readonly [object, string, string])[] = [
    [withoutUrl, 'url', '1001'],
    [withoutSecret, 'signingSecret', '1001'],
    [withoutEvents, 'eventsToListen', '1001'],
    [{ ...good, eventsToListen: [] }, 'eventsToListen', '1006'],
    [{ ...good, eventsToListen: [1, 20] }, 'eventsToListen.1', '1006'],
    [{ ...good, eventsToListen: [0] }, 'eventsToListen.0', '1006'],
    [{ ...good, eventsToListen: [1, 2, 1] }, 'eventsToListen.2', '1006'],
    [{ ...good, eventsToListen: ['1'] }, 'eventsToListen.0', '1006'],
    [{ ...good, signingSecret: '' }, 'signingSecret', '1006'],
    [{ ...good, signingSecret: 'a\nb' }, 'signingSecret', '1006'],
    [{ ...good, signingSecret: 'schlüssel' }, 'signingSecret', '1006'],
    [{ ...good, signingSecret: ' a' }, 'signingSecret', '1006'],
    [{ ...good, signingSecret: 'x'.repeat(257) }, 'signingSecret', '1006'],
    [{ ...good, description: 'x'.repeat(251) }, 'description', '1006'],
    [{ ...good, noticeAddresses: ['nobody'] }, 'noticeAddresses.0', '1006'],
    [{ ...good, url: 'http://crm.example.com/' }, 'url', '1006'],
    [{ ...good, url: 'https://user:word@crm.example.com/' }, 'url', '1006'],
    [{ ...good, url: 'https://crm.example.com/#a' }, 'url', '1006'],
    [{ ...good, url: 'https://10.1.2.3/' }, 'url', '1006'],
    [{ ...good, url: 'https://127.0.0.1/' }, 'url', '1006'],
    [{ ...good, url: 'https://[fe80::1]/' }, 'url', '1006'],
    [{ ...good, url: 'crm' }, 'url', '1006'],
    [{ ...good, unknown: 1 }, 'unknown', '1006'],
  ]
  for (const [body, parameter, sysCode] of cases) {
    const [error] = await world.refused('POST', world.endpoints, body)
    const what = JSON.stringify([body, error])
    assert.deepEqual([error?.parameter, error?.sysCode], [parameter, sysCode], what)
    assert.ok(!error?.message.includes('schlüssel'), what)
  }
  const both = { ...good, eventsToListen: [99], signingSecret: 'a\tb' }
  assert.equal((await world.refused('POST', world.endpoints, both)).length, 2)
  assert.deepEqual(await world.done('GET', world.endpoints), [])

  const id = await world.makeEndpoint({ url, eventsToListen: [1], description: 'x'.repeat(250) })
  const path = `${world.endpoints}/${id}`
  const before = await world.done('GET', path)
  for (const [body] of cases) {
    if (body === withoutSecret) continue
    await world.refused('PUT', path, body)
  }
  assert.deepEqual(await world.done('GET', path), before)
})

test('an unknown, deleted or malformed endpoint is not found, whatever is asked of it', async (t) => {
  const world = await openProductWorld(t)
  const deleted = await world.makeEndpoint({ url })
  assert.equal(await world.done('DELETE', `${world.endpoints}/${deleted}`), undefined)
  assert.deepEqual(await world.done('GET', world.endpoints), [])
  const body = { url, eventsToListen: [1], signingSecret: 's' }
  for (const id of [deleted, '0199c3f0-b2c3-7def-9012-3456789abcde', '17', '%00']) {
    const calls = [
      ['GET', '', undefined],
      ['PUT', '', body],
      ['DELETE', '', undefined],
      ['POST', '/activation-status', { isActive: true }],
      ['PUT', '/change-status', { isActive: true }],
      ['POST', '/reveal-secret', undefined],
      ['GET', '/secret-reveals', undefined],
    ] as const
    for (const [method, rest, given] of calls) {
      const [error] = await world.refused(method, `${world.endpoints}/${id}${rest}`, given)
      assert.deepEqual([error?.sysCode, error?.message], ['1005', 'Webhook endpoint not found.'])
    }
  }
})

test('a list of all codes is a list, and only the wildcard takes an event that comes later', async (t) => {
  const world = await openProductWorld(t)
  const receiver = await startReceiver(t)
  const listed = await world.makeEndpoint({ url: `${receiver.url}/listed` })
  const wild = await world.makeEndpoint({ url: `${receiver.url}/wild`, allEvents: true })
  for (const [id, allEvents] of [
    [listed, false],
    [wild, true],
  ]) {
    const endpoint = await world.done('GET', `${world.endpoints}/${id}`)
    assert.equal(endpoint.allEvents, allEvents)
    const codes = endpoint.eventsToListen.map((event: { id: number }) => event.id)
    assert.deepEqual(codes, everyCode)
  }
  const { pipeline, ports } = world.server.service
  const tenant = await ports.store.tenants.findTenant(world.tenantId)
  assert.ok(tenant !== null)
  const accepted = await pipeline.acceptEvent({
    tenantKey: tenant.key,
    tenantId: tenant.id,
    type: 'Tenant.Archived',
    data: Buffer.from('{"MetaData":{}}'),
  })
  assert.ok(accepted.kind === 'accepted' && accepted.matched === 1)
  assert.equal((await receiver.request(1)).url, '/wild')
})

test('a secret is kept as it was typed, encrypted, and shown to whom asks for it, who is noted', async (t) => {
  // A file, whose bytes are looked at.
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-rosaas-'))
  const POSTHORN_STORE = `sqlite:${join(directory, 'posthorn.db')}`
  const world = await openProductWorld(t, { POSTHORN_STORE })
  // Registered last, so it goes once the service has stopped.
  t.after(() => rmSync(directory, { recursive: true }))
  const typed = 'My  Secret, with CAPITALS & spaces; 17'
  const id = await world.makeEndpoint({ url, signingSecret: typed })
  const path = `${world.endpoints}/${id}`
  assert.deepEqual(await world.done('GET', `${path}/secret-reveals`), [])
  for (const answer of [await world.call('GET', path), await world.call('GET', world.endpoints)]) {
    assert.ok(!answer.text.includes('CAPITALS'))
  }
  assert.equal(await secretOf(world, id), typed)
  const [reveal, ...others] = await world.done('GET', `${path}/secret-reveals`)
  assert.equal(others.length, 0)
  assert.match(reveal.by, /^key_[0-9a-f]{32} \(external system\)$/)
  assert.ok(Math.abs(Date.parse(reveal.date) - Date.now()) < 60_000)
  const { store } = world.server.config
  assert.ok(store.startsWith('sqlite:'))
  const file = store.slice('sqlite:'.length)
  for (const name of readdirSync(dirname(file))) {
    const bytes = readFileSync(join(dirname(file), name))
    for (const secret of [typed, world.client.client_secret]) {
      assert.ok(!bytes.includes(secret), name)
      assert.ok(!bytes.includes(Buffer.from(secret).toString('base64')), name)
    }
  }
  assert.ok(!world.server.log.includes(typed))
})

test('secrets that are made are unlike each other, of 32 bytes, and kept nowhere', async (t) => {
  const world = await openProductWorld(t)
  const made = new Set<string>()
  for (let count = 0; count < 50; count += 1) {
    const { signingSecret } = await world.done('POST', `${world.endpoints}/generate-secret`)
    made.add(signingSecret)
    assert.match(signingSecret, /^whsec_/)
    assert.equal(Buffer.from(signingSecret.slice(6), 'base64').length, 32)
  }
  assert.equal(made.size, 50)
  assert.deepEqual(await world.done('GET', world.endpoints), [])
})

test('a secret that takes the place of another is in the header at once, and both sign for a day', async (t) => {
  const world = await openProductWorld(t)
  const receiver = await startReceiver(t)
  const target = `${receiver.url}/in`
  const id = await world.makeEndpoint({ url: target })
  const body = { url: target, eventsToListen: everyCode, signingSecret: 'another one' }
  await world.done('PUT', `${world.endpoints}/${id}`, body)
  await world.handIn({
    EventCode: 3,
    TenantSystemName: 'acme-crm',
    MetaData: { ChangingDate: '2025-03-04T10:12:00Z' },
  })
  const { headers } = await receiver.request(1)
  assert.equal(headers['x-signing-secret'], 'another one')
  assert.equal(String(headers['webhook-signature']).split(' ').length, 2)
})

async function secretOf(world: ProductWorld, id: string): Promise<string> {
  const path = `${world.endpoints}/${id}/reveal-secret`
  return (await world.done('POST', path)).signingSecret
}
