/** Webhooks of the type `crmscript`, from the upload of a script to the record of its attempts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scriptCharactersMax } from '../../src/domain/limits.ts'
import { operatorKey, openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

/** One step of a built-in function, which no interrupt reaches. */
const endless = 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'
const hook = {
  Name: 'Script handler',
  Events: ['contact.created', 'contact.changed'],
  Type: 'crmscript',
  TargetUrl: 'ScriptHook1',
  State: 'Active',
}

function native(world: WebhookWorld, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${operatorKey}` }
  const options = body === undefined ? { headers } : { body, headers }
  return world.request(method, `/v1/tenants/${world.tenant.id}/${path}`, options)
}

async function upload(world: WebhookWorld, source: string, name = 'ScriptHook1'): Promise<void> {
  const { status, text } = await native(world, 'PUT', `scripts/${name}`, { source })
  assert.ok(status === 200 || status === 201, text)
}

async function accept(world: WebhookWorld, data: object, type = 'contact.changed') {
  const answer = await native(world, 'POST', 'events', { type, data })
  assert.equal(answer.status, 202, answer.text)
}

/** What was recorded of the attempts made so far. */
async function attemptsOf(world: WebhookWorld, count: number) {
  await world.fact(({ kind }) => kind === 'attempt-recorded', count)
  const { text } = await native(world, 'GET', 'deliveries')
  const list = JSON.parse(text) as { readonly data: readonly { readonly id: string }[] }
  const attempts = []
  for (const { id } of list.data) {
    const delivery = JSON.parse((await native(world, 'GET', `deliveries/${id}`)).text) as {
      readonly attempts: readonly {
        readonly reply: string
        readonly error_class: string | null
      }[]
    }
    attempts.push(...delivery.attempts)
  }
  return attempts
}

test('a crmscript webhook whose script does not exist is refused with 400, and no ping is sent', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  for (const TargetUrl of ['ScriptHook1', receiver.url, '', '../x']) {
    const answer = await world.call('POST', 'Webhook', { body: { ...hook, TargetUrl } })
    assert.equal(answer.status, 400)
    assert.match(answer.json.Message, /Webhook TargetUrl cannot be used: There is no script/)
  }
  assert.equal(receiver.received.length, 0)
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('a script receives all documented variables, values of changed fields and properties included', async (t) => {
  const world = await openWorld(t)
  const names = ['ChangedByAssociateId', 'Changes.name', 'Changes.category_idx', 'Changes.gone']
  names.push('ContextIdentifier', 'Entity', 'Event', 'EventId', 'PrimaryKey', 'Timestamp', 'region')
  await upload(
    world,
    `for (const name of ${JSON.stringify(names)}) log(name + '=' + getVariable(name))`,
  )
  const saved = await world.save({ ...hook, Properties: { region: 'north', EventIds: { a: 1 } } })
  assert.equal(saved.Type, 'crmscript')
  await accept(world, {
    PrimaryKey: 4711,
    ChangedByAssociateId: 42,
    Changes: ['name', 'category_idx', 'gone'],
    ChangedValues: { name: 'Kundebesøk "æøå"' },
    FieldValues: { category_idx: 3, name: 'older' },
    Timestamp: '2026-07-03T09:15:42.1203Z',
  })
  const [attempt] = await attemptsOf(world, 1)
  assert.equal(attempt?.error_class, null)
  const told = Object.fromEntries(
    (attempt?.reply ?? '').split('\n').map((line) => line.split('=', 2)),
  ) as Record<string, string>
  assert.match(told['EventId'] ?? '', /^[0-9a-f]{8}-/)
  assert.equal(told['ChangedByAssociateId'], '42')
  assert.equal(told['Changes.name'], 'Kundebesøk "æøå"')
  assert.equal(told['Changes.category_idx'], '3')
  assert.equal(told['Changes.gone'], '')
  assert.equal(told['ContextIdentifier'], 'Cust20001')
  assert.equal(told['Entity'], 'contact')
  assert.equal(told['Event'], 'contact.changed')
  assert.equal(told['PrimaryKey'], '4711')
  assert.equal(told['Timestamp'], '2026-07-03T09:15:42.1203Z')
  assert.equal(told['region'], 'north')
  assert.deepEqual(Object.keys(told), names)
})

test('signalled data reaches a script as changed values', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log(getVariable("Changes.windowName"), getVariable("Changes.widgets"))')
  await world.save({ ...hook, Events: ['window.closed'] })
  await world.call('POST', 'Webhook/window.closed/123', {
    body: { windowName: 'main', widgets: 3 },
  })
  assert.equal((await attemptsOf(world, 1))[0]?.reply, 'main 3')
})

for (const [what, source, errorClass, fault] of [
  ['beyond its time', 'log("begun"); for (;;) {}', 'script-timeout', /50 ms/],
  [
    'beyond its memory',
    'const a = []; for (;;) a.push("x".repeat(1e6) + a.length)',
    'script-memory',
    /memory/,
  ],
  [
    'that throws',
    'log("begun"); throw new Error("no such contact")',
    'script-failed',
    /no such contact/,
  ],
  ['that calls the network', 'fetch("https://hooks.example.org")', 'script-failed', /fetch/],
] as const) {
  test(`a script ${what} is a failed attempt with its reason, and the service goes on`, async (t) => {
    const world = await openWorld(t)
    const receiver = await openReceiver(t)
    await upload(world, source)
    const { WebhookId } = await world.save(hook)
    await world.save({ Name: 'Neighbour', Events: hook.Events, TargetUrl: receiver.url })
    await accept(world, { PrimaryKey: 1 })
    await world.fact(
      (fact) =>
        fact.kind === 'attempt-recorded' &&
        fact.attempt.outcome.kind === 'unreached' &&
        fact.attempt.outcome.errorClass === errorClass,
    )
    const lastError = await world.call('GET', `Webhook/${WebhookId}/LastError`)
    assert.match(JSON.parse(lastError.text) as string, fault)
    await world.fact((fact) => fact.kind === 'delivery-ended' && fact.state === 'delivered')
    assert.equal(receiver.received.at(-1)?.json.PrimaryKey, 1)
    const { json } = await world.call('GET', `Webhook/${WebhookId}`)
    assert.ok(json.ConsecutiveErrors >= 1)
    assert.equal(json.TotalCalls, json.TotalErrors)
  })
}

test('what a script wrote stands in the record of its failure', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log("begun with", getVariable("PrimaryKey")); throw new Error("no")')
  await world.save(hook)
  await accept(world, { PrimaryKey: 18 })
  const [attempt] = await attemptsOf(world, 1)
  assert.equal(attempt?.error_class, 'script-failed')
  assert.match(attempt?.reply ?? '', /^The script failed: Error: no[^]*\n\nbegun with 18$/)
})

test('Test runs the script with the variables of a test event, and moves no statistics', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log(getVariable("Event"), getVariable("PrimaryKey"), getVariable("Entity"))')
  const saved = await world.save(hook)
  const good = await world.call('POST', 'Webhook/Test', { body: saved })
  assert.equal(good.json.Success, true)
  assert.match(good.json.Message, /test 0 test$/)
  await upload(world, 'missing()')
  const bad = await world.call('POST', 'Webhook/Test', { body: saved })
  assert.equal(bad.json.Success, false)
  assert.match(bad.json.Message, /ReferenceError: 'missing' is not defined/)
  assert.equal((await world.call('GET', `Webhook/${saved.WebhookId}`)).json.TotalCalls, 0)
})

test('a test that finds no sandbox free is told to come again, and is no verdict', async (t) => {
  const world = await openWorld(t)
  await upload(world, endless)
  const asked = Array.from({ length: 4 }, () => world.call('POST', 'Webhook/Test', { body: hook }))
  const statuses = (await Promise.all(asked)).map(({ status, headers }) => {
    return `${status} ${headers.get('retry-after')}`
  })
  assert.deepEqual([...new Set(statuses)].toSorted(), ['200 null', '503 5'])
  assert.doesNotMatch(world.log(), /fault of our own/)
})

test('a stop does not wait for scripts beyond its time: what they were to do is given back, uncounted', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log(1)')
  await world.save(hook)
  // So that there is a sandbox, and the next one does run.
  await world.call('POST', 'Webhook/Test', { body: hook })
  await upload(world, endless)
  for (const PrimaryKey of [1, 2]) await accept(world, { PrimaryKey })
  await world.fact(({ kind }) => kind === 'attempt-started')
  await world.service.stop(100)
  assert.match(world.log(), /pipeline stopped/)
  assert.doesNotMatch(world.log(), /fault of our own|attempt not counted|attempt failed/)
})

test('saving a crmscript webhook does not run its script', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'throw new Error("never")')
  const { WebhookId } = await world.save(hook)
  const stopped = { ...hook, WebhookId, State: 'Stopped' }
  assert.equal((await world.call('PUT', `Webhook/${WebhookId}`, { body: stopped })).status, 200)
  const started = { ...hook, WebhookId }
  assert.equal((await world.call('PUT', `Webhook/${WebhookId}`, { body: started })).status, 200)
})

test('changing the type from crmscript to webhook pings the new target', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  await upload(world, 'log(1)')
  const { WebhookId } = await world.save(hook)
  const body = { ...hook, WebhookId, Type: 'webhook', TargetUrl: receiver.url }
  receiver.answers(500)
  assert.equal((await world.call('PUT', `Webhook/${WebhookId}`, { body })).status, 400)
  receiver.answers(200)
  assert.equal((await world.call('PUT', `Webhook/${WebhookId}`, { body })).status, 200)
  assert.equal(receiver.received.length, 2)
})

test('an uploaded script replaces the one of its name from the next attempt on', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log("old")')
  await world.save(hook)
  await accept(world, {})
  await attemptsOf(world, 1)
  await upload(world, 'log("new")')
  await accept(world, {})
  const texts = (await attemptsOf(world, 2)).map(({ reply }) => reply)
  assert.deepEqual(texts.toSorted(), ['new', 'old'])
})

test('scripts are listed without and answered with their source, and removed unless a webhook runs them', async (t) => {
  const world = await openWorld(t)
  await upload(world, 'log(1)')
  await upload(world, 'log(2)', 'Other.One')
  const list = JSON.parse((await native(world, 'GET', 'scripts')).text) as {
    readonly data: readonly { readonly name: string; readonly source?: string }[]
  }
  assert.deepEqual(
    list.data.map(({ name, source }) => [name, source]),
    [
      ['Other.One', undefined],
      ['ScriptHook1', undefined],
    ],
  )
  assert.match((await native(world, 'GET', 'scripts/Other.One')).text, /"source":"log\(2\)"/)
  const { WebhookId } = await world.save(hook)
  assert.equal((await native(world, 'DELETE', 'scripts/ScriptHook1')).status, 409)
  assert.equal((await native(world, 'DELETE', 'scripts/Other.One')).status, 204)
  assert.equal((await native(world, 'GET', 'scripts/Other.One')).status, 404)
  await world.call('DELETE', `Webhook/${WebhookId}`)
  assert.equal((await native(world, 'DELETE', 'scripts/ScriptHook1')).status, 204)
  assert.equal((await native(world, 'DELETE', 'scripts/ScriptHook1')).status, 404)
})

test('a script with a bad name, too long a source or one too many is refused', async (t) => {
  const world = await openWorld(t)
  for (const name of ['.hidden', 'a%20b', 'x'.repeat(101), '%2e%2e%2fx', 'æ']) {
    const { status } = await native(world, 'PUT', `scripts/${name}`, { source: '1' })
    assert.equal(status, 400, name)
  }
  for (const source of ['', 'x'.repeat(scriptCharactersMax + 1), 'a\0b', '\ud800', 7]) {
    const { status } = await native(world, 'PUT', 'scripts/a', { source })
    assert.equal(status, 400)
  }
  const { key: tenantKey } = world.tenant
  for (let index = 0; index < 100; index += 1) {
    await world.service.ports.store.scripts.put({
      tenantKey,
      name: `s${index}`,
      source: '1',
      nowMs: 0,
    })
  }
  const { status, text } = await native(world, 'PUT', 'scripts/one-more', { source: '1' })
  assert.equal(status, 409)
  assert.match(text, /script-limit-reached/)
  await upload(world, '2', 's7')
})

test("a webhook runs its own tenant's script, whatever others call theirs", async (t) => {
  const world = await openWorld(t)
  const other = await world.addTenant('Cust20002')
  await upload(world, 'log("own")')
  const headers = { authorization: `Bearer ${operatorKey}` }
  const body = { source: 'log("theirs")' }
  await world.request('PUT', `/v1/tenants/${other.id}/scripts/ScriptHook1`, { body, headers })
  await world.request('PUT', `/v1/tenants/${other.id}/scripts/Theirs`, { body, headers })
  await world.save(hook)
  await accept(world, {})
  assert.equal((await attemptsOf(world, 1))[0]?.reply, 'own')
  const answer = await world.call('POST', 'Webhook', { body: { ...hook, TargetUrl: 'Theirs' } })
  assert.equal(answer.status, 400)
})

test('an import takes a crmscript webhook whose script is not there yet, and tells', async (t) => {
  const world = await openWorld(t)
  const answer = await native(world, 'POST', 'imports/superoffice', [{ ...hook, WebhookId: 5 }])
  assert.equal(answer.status, 200)
  assert.match(answer.text, /There is no script \\"ScriptHook1\\"/)
  await accept(world, {})
  const [first] = await attemptsOf(world, 1)
  assert.equal(first?.error_class, 'script-missing')
})

test('one kind of webhook beside the other: both get the event by the same rules', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  await upload(world, 'log(getVariable("EventId"))')
  await world.save(hook)
  await world.save({ ...hook, Type: 'webhook', TargetUrl: receiver.url })
  await accept(world, { PrimaryKey: 3 })
  const attempts = await attemptsOf(world, 2)
  assert.deepEqual(
    attempts.map(({ error_class }) => error_class),
    [null, null],
  )
  assert.equal(receiver.received.at(-1)?.json.PrimaryKey, 3)
})
