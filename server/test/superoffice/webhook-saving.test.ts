import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeLocalCa, makeSelfSigned } from '../world/local-ca.ts'
import { type Answer, openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

const farUrl = 'https://192.0.2.1/so'

function assertRefused(answer: Answer, pattern: RegExp, status = 400): void {
  assert.equal(answer.status, status, answer.text)
  const { Error: isError, ErrorType, ErrorMessage, Message, ErrorSource } = answer.json
  assert.equal(isError, true)
  assert.equal(ErrorType, 'ArgumentException')
  assert.equal(ErrorSource, 'SuperOffice.Services.Implementation')
  assert.equal(ErrorMessage, Message)
  assert.match(Message, pattern)
}

async function assertNothingStored(world: WebhookWorld): Promise<void> {
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
}

test('a target with plain http answers 400 with the documented text', async (t) => {
  const world = await openWorld(t, { POSTHORN_ALLOW_HTTP_TARGETS: '0' })
  const webhook = { name: 'My hook', events: ['contact.created'], type: 'webhook' }
  for (const State of ['Active', 'Stopped']) {
    const body = { ...webhook, State, targetUrl: 'http://www.example.com' }
    const answer = await world.call('POST', 'Webhook', { body })
    assert.equal(answer.status, 400)
    const text = "Webhook TargetUrl must be secure: 'HTTPS:' not found in http://www.example.com"
    assert.deepEqual(answer.json, {
      Error: true,
      ErrorType: 'ArgumentException',
      ErrorMessage: text,
      Message: text,
      ErrorSource: 'SuperOffice.Services.Implementation',
    })
  }
  await assertNothingStored(world)
})

test('with the setting for it a target with plain http can be saved', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const webhook = await world.save({ TargetUrl: receiver.url })
  assert.equal(webhook.State, 'Active')
  const answer = await world.call('POST', 'Webhook', { body: { TargetUrl: 'ftp://example.org' } })
  assertRefused(answer, /'HTTPS:' not found in ftp/)
})

test('a target with an invalid certificate cannot be saved as Active', async (t) => {
  const ca = makeLocalCa()
  const directory = await writeTemporary(t, ca.caPem)
  const world = await openWorld(t, { POSTHORN_EXTRA_CA: directory })
  const bad = [
    await openReceiver(t, makeSelfSigned()),
    await openReceiver(t, ca.issue({ isExpired: true })),
    await openReceiver(t, ca.issue({ names: ['other.example'], addresses: [] })),
    await openReceiver(t, makeLocalCa().issue()),
  ]
  for (const receiver of bad) {
    const answer = await world.call('POST', 'Webhook', { body: { TargetUrl: receiver.url } })
    assertRefused(answer, /did not answer the test event/)
    assert.equal(receiver.received.length, 0)
  }
  await assertNothingStored(world)
  const good = await openReceiver(t, ca.issue())
  assert.equal((await world.save({ TargetUrl: good.url })).State, 'Active')
  assert.equal(good.received.length, 1)
})

test('creating an Active webhook pings once, signed, with the test event', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  await world.save({
    Name: 'CRM sync',
    TargetUrl: `${receiver.url}/so`,
    Secret: 'key',
    Headers: { 'X-Tier': 'gold' },
    Properties: { region: 'north' },
  })
  assert.equal(receiver.received.length, 1)
  const [ping] = receiver.received
  assert.equal(ping?.path, '/so')
  assert.equal(ping?.headers['x-hook-test'], 'true')
  assert.equal(ping?.headers['x-superoffice-event'], 'test')
  assert.equal(ping?.headers['x-tier'], 'gold')
  assert.ok(ping?.headers['x-superoffice-signature'])
  assert.equal(ping?.json.Event, 'test')
  assert.equal(ping?.json.WebhookName, 'CRM sync')
  assert.equal(ping?.json.region, 'north')
})

test('a target that does not answer 200 is refused and nothing is stored', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  for (const status of [204, 302, 404, 410, 500]) {
    receiver.answers(status, status === 500 ? 'out of order' : '')
    const answer = await world.call('POST', 'Webhook', { body: { TargetUrl: receiver.url } })
    assertRefused(answer, new RegExp(`HTTP ${status}`))
  }
  assert.equal(receiver.received.length, 5)
  const body = { TargetUrl: 'http://127.0.0.1:2/' }
  assertRefused(await world.call('POST', 'Webhook', { body }), /did not answer the test event/)
  await assertNothingStored(world)
})

test('creating a Stopped webhook sends nothing to the target', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  receiver.answers(500)
  const saved = await world.save({ TargetUrl: receiver.url, State: 'Stopped' })
  assert.equal(saved.State, 'Stopped')
  const other = await openReceiver(t)
  const moved = await world.call('PATCH', `Webhook/${saved.WebhookId}`, {
    body: { TargetUrl: other.url },
  })
  assert.equal(moved.json.TargetUrl, other.url)
  assert.equal(receiver.received.length + other.received.length, 0)
})

test('updating an Active webhook without touching TargetUrl sends no ping', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ Name: 'a', TargetUrl: receiver.url })
  receiver.answers(500)
  const path = `Webhook/${saved.WebhookId}`
  const changes = {
    Name: 'b',
    Events: ['sale.created'],
    Secret: 'new',
    Headers: { 'X-Tier': 'gold' },
    Properties: { region: 'north' },
    State: 'Active',
  }
  const put = await world.call('PUT', path, { body: { ...saved, ...changes } })
  assert.equal(put.status, 200, put.text)
  const patch = await world.call('PATCH', path, { body: { Description: 'c' } })
  assert.equal(patch.status, 200, patch.text)
  assert.equal(patch.json.Name, 'b')
  assert.equal(receiver.received.length, 1)
})

test('changing TargetUrl pings the new target, and on failure the old definition stays', async (t) => {
  const world = await openWorld(t)
  const first = await openReceiver(t)
  const second = await openReceiver(t)
  const saved = await world.save({ Name: 'a', TargetUrl: first.url })
  const path = `Webhook/${saved.WebhookId}`
  second.answers(503)
  const body = { ...saved, Name: 'b', TargetUrl: second.url }
  assertRefused(await world.call('PUT', path, { body }), /HTTP 503/)
  assert.deepEqual((await world.call('GET', path)).json, saved)
  second.answers(200)
  const moved = await world.call('PUT', path, { body })
  assert.equal(moved.json.TargetUrl, second.url)
  assert.equal(first.received.length, 1)
  assert.equal(second.received.length, 2)
})

test('a Type that no plugin has is refused with 400 and nothing is sent', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  for (const Type of ['pigeon', 'crm', '']) {
    const body = { Type, TargetUrl: receiver.url }
    assertRefused(await world.call('POST', 'Webhook', { body }), /Webhook Type/)
  }
  assert.equal(receiver.received.length, 0)
  assert.equal((await world.save({ Type: 'WebHook', TargetUrl: receiver.url })).Type, 'webhook')
})

test('a property named like a member of the payload is refused in any case', async (t) => {
  const world = await openWorld(t)
  const names = ['EventId', 'eventid', 'TIMESTAMP', 'changes', 'Event', 'primaryKey', 'Entity']
  names.push('ContextIdentifier', 'changedByAssociateId', 'WebhookName', 'values', 'fieldVALUES')
  for (const name of names) {
    const body = { TargetUrl: farUrl, State: 'Stopped', Properties: { [name]: 1 } }
    assertRefused(await world.call('POST', 'Webhook', { body }), /Properties/)
  }
  await assertNothingStored(world)
})

test('a header of the forbidden list, or with a line break in it, is refused', async (t) => {
  const world = await openWorld(t)
  const names = [
    'Content-Type',
    'user-agent',
    'Webhook-Id',
    'X-Hook-Test',
    'x-superoffice-anything',
  ]
  names.push('Connection', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Authorization', 'TE')
  names.push('Proxy-Connection', 'Trailer', 'Upgrade', 'HOST', 'Content-Length', 'Expect')
  names.push('Transfer-Encoding', 'Content-Encoding', 'X Y', 'X:Y', 'X\r\nY', '', 'Æ')
  for (const name of names) {
    const body = { TargetUrl: farUrl, State: 'Stopped', Headers: { [name]: 'planted-value' } }
    const answer = await world.call('POST', 'Webhook', { body })
    assertRefused(answer, /Headers/)
    assert.ok(!answer.text.includes('planted-value'))
  }
  for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\0b', 'a\u0007b', 'kr\u0142']) {
    const body = { TargetUrl: farUrl, State: 'Stopped', Headers: { 'X-Own': value } }
    assertRefused(await world.call('POST', 'Webhook', { body }), /Headers/)
  }
  const twice = { TargetUrl: farUrl, State: 'Stopped', Headers: { 'X-A': '1', 'x-a': '2' } }
  assertRefused(await world.call('POST', 'Webhook', { body: twice }), /Headers/)
  await assertNothingStored(world)
  const Headers = { Authorization: 'Bearer of-the-gateway', 'X-Own': 'a\tb' }
  const saved = await world.save({ TargetUrl: farUrl, State: 'Stopped', Headers })
  assert.deepEqual(saved.Headers, Headers)
})

test('values that are too long and names that no event can have are refused', async (t) => {
  const world = await openWorld(t)
  const stopped = { TargetUrl: farUrl, State: 'Stopped' }
  const refused: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ Name: 'n'.repeat(401) }, /Name is too long/],
    [{ Secret: 's'.repeat(401) }, /Secret is too long/],
    [{ Description: 'd'.repeat(4_001) }, /Description is too long/],
    [{ TargetUrl: `https://example.org/${'u'.repeat(4_000)}` }, /TargetUrl is too long/],
    [{ Events: Array.from({ length: 300 }, (_, i) => `event.number${i}`) }, /Events is too long/],
    [{ ErrorsEmail: `${'a'.repeat(239)}@example.org` }, /ErrorEmails/],
    [{ ErrorEmails: ['a@example.org', 'nobody'] }, /ErrorEmails/],
    [{ ErrorsEmail: 'a@example.org\r\nBcc: b@example.org' }, /ErrorEmails/],
    [{ Events: ['contact.created,contact.changed'] }, /comma/],
    [{ Events: ['contact.*'] }, /wildcard/],
    [{ Events: ['*'] }, /wildcard/],
    [{ Events: ['contact created'] }, /Events/],
    [{ Events: [''] }, /Events/],
    [{ Events: ['contact..created'] }, /Events/],
    [{ Properties: { text: 'p'.repeat(70_000) } }, /Properties is too long/],
    [{ Headers: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`X-${i}`, ''])) }, /50/],
    [{ Headers: { 'X-Long': 'h'.repeat(5_000) } }, /Headers/],
    [{ State: 'TooManyErrors' }, /TooManyErrors/],
    [{ State: 3 }, /TooManyErrors/],
    [{ State: 'Paused' }, /State/],
    [{ Secret: '********' }, /mask/],
    [{ TargetUrl: null }, /TargetUrl/],
    [{ TargetUrl: 'https://' }, /TargetUrl/],
    [{ TargetUrl: 'https://user:word@example.org/' }, /TargetUrl/],
    [{ TargetUrl: 'https://169.254.169.254/latest' }, /TargetUrl/],
    [{ TargetUrl: 'https://[::ffff:10.0.0.1]/' }, /TargetUrl/],
  ]
  for (const [change, pattern] of refused) {
    const answer = await world.call('POST', 'Webhook', { body: { ...stopped, ...change } })
    assertRefused(answer, pattern)
  }
  await assertNothingStored(world)
  const edge = {
    Name: 'n'.repeat(400),
    Secret: 's'.repeat(400),
    Events: ['custom-event', 'a:b_c.1', 'webhook.errors.own'],
  }
  const saved = await world.save({ ...stopped, ...edge })
  assert.deepEqual(saved.Events, edge.Events)
})

test('a save that changes nothing makes no version, whoever it comes from', async (t) => {
  const world = await openWorld(t)
  const secret = { Secret: 's', Headers: { 'X-A': '1' }, Properties: { a: [1] } }
  const saved = await world.save({ ...secret, TargetUrl: farUrl, State: 'Stopped', Name: 'n' })
  const number = saved.WebhookId
  const versionOf = () => world.service.pipeline.subscriptions.find(number)?.version
  const path = `Webhook/${number}`
  const calls = [
    ['PUT', saved],
    ['PATCH', { Name: 'n' }],
    ['PATCH', [{ op: 'replace', path: 'Name', value: 'n' }]],
  ] as const
  for (const [method, body] of calls) {
    const answer = await world.call(method, path, { body })
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual([versionOf(), answer.json.Updated], [1, saved.Updated])
  }
  const renamed = await world.call('PATCH', path, { body: { Name: 'm' } })
  assert.equal(renamed.json.Name, 'm')
  assert.equal(versionOf(), 2)
})

test('a tenant has no more webhooks than the setting allows', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX: '2' })
  const stopped = { TargetUrl: farUrl, State: 'Stopped' }
  await world.save(stopped)
  await world.save(stopped)
  const answer = await world.call('POST', 'Webhook', { body: stopped })
  assert.equal(answer.status, 409)
  assert.equal((await world.call('GET', 'Webhook')).list.length, 2)
})

async function writeTemporary(t: TestContext, text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'posthorn-extra-ca-'))
  t.after(() => rm(directory, { recursive: true }))
  await writeFile(join(directory, 'ca.pem'), text)
  return join(directory, 'ca.pem')
}
