/** Inboxes over real HTTP: made, sent to by every kind of subscription, looked into, forgotten. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, type RunningServer, startServer } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'

const path = '/v1/tenants/Cust1'
const inboxes = `${path}/inboxes`
/** As an installation is that opens no address to anybody. */
const closed = { POSTHORN_ALLOW_TARGETS: '', POSTHORN_ALLOW_HTTP_TARGETS: '0' }

async function world(t: Parameters<typeof startServer>[0], settings = {}) {
  const server = await startServer(t, { ...closed, ...settings })
  return { server, keys: await server.makeTenant('Cust1') }
}

const attemptTo = (server: RunningServer, statuses: readonly (number | null)[]) =>
  server.fact((fact) => fact.kind === 'attempt-recorded' && statuses.includes(fact.attempt.status))

test('a webhook arrives at an inbox, is answered by its script, and is shown', async (t) => {
  for (const threads of ['0', '1']) {
    const { server, keys } = await world(t, { POSTHORN_SENDING_THREADS: threads })
    const script = { steps: [{ status: 503, body: 'not now' }, { status: 202 }] }
    const body = { name: 'first try', script }
    const inbox = await done(server, 'POST', inboxes, { key: keys.manage, body })
    assert.deepEqual(
      inbox.script.steps.map(({ status }: Json) => status),
      [503, 202],
    )
    assert.equal(inbox.url, `https://inbox.posthorn.invalid/${inbox.id}`)
    await done(server, 'POST', `${path}/subscriptions`, {
      body: { url: inbox.url, event_types: ['*'], headers: { 'X-Own': 'a value of its own' } },
    })
    const data = { text: '<b>&</b>' }
    await done(server, 'POST', `${path}/events`, { body: { type: 'a.b', data } })
    await attemptTo(server, [503])
    const requests = `${inboxes}/${inbox.id}/requests`
    const page = await done(server, 'GET', requests, { key: keys.manage })
    const [request] = page.data
    assert.equal(page.data.length, 1)
    assert.deepEqual([request.method, request.is_text, request.is_whole], ['POST', true, true])
    assert.deepEqual(request.reply, { status: 503 })
    assert.deepEqual(JSON.parse(request.body).data, data)
    assert.equal(request.bytes, Buffer.byteLength(request.body))
    const valueOf = ({ headers }: Json, name: string) =>
      headers.find(([line]: Json) => line.toLowerCase() === name)?.[1]
    assert.equal(valueOf(request, 'x-own'), 'a value of its own')
    // Who may only read sees no value that can be a secret.
    const read = (await done(server, 'GET', requests, { key: keys.read })).data[0]
    assert.equal(valueOf(read, 'x-own'), '(hidden)')
    assert.equal(valueOf(read, 'webhook-id'), valueOf(request, 'webhook-id'))
    assert.equal((await done(server, 'GET', `${inboxes}/${inbox.id}`)).request_count, 1)
    await done(server, 'DELETE', requests, { key: keys.manage })
    assert.deepEqual((await done(server, 'GET', requests)).data, [])
  }
})

test('every API takes the URL of an inbox, and no other address of this machine', async (t) => {
  const { server } = await world(t)
  const { url } = await done(server, 'POST', inboxes, { body: {} })
  const outcomes: Record<string, (target: string) => Promise<number>> = {
    native: async (target) => {
      const body = { url: target, event_types: ['*'] }
      return (await server.call('POST', `${path}/subscriptions`, { body })).status
    },
    superoffice: async (target) => {
      const body = { Name: 'n', Events: ['a.b'], TargetUrl: target, State: 'Stopped' }
      return (await server.call('POST', '/Cust1/api/v1/Webhook', { body })).status
    },
  }
  const { port } = server.service.ports.inboxes ?? { port: 0 }
  for (const [name, save] of Object.entries(outcomes)) {
    const status = await save(url)
    assert.ok(status < 300, `${name}: ${status}`)
    const own = url.replace('inbox.posthorn.invalid', `127.0.0.1:${port}`)
    for (const target of [own, 'https://localhost/x', `${url}/x`]) {
      assert.ok((await save(target)) >= 400, `${name}: ${target}`)
    }
  }
})

test('an inbox that is gone is answered 404, and what its tenant had is gone with it', async (t) => {
  const { server } = await world(t)
  const inbox = await done(server, 'POST', inboxes, { body: {} })
  await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: inbox.url, event_types: ['*'] },
  })
  await done(server, 'DELETE', `${inboxes}/${inbox.id}`)
  await done(server, 'POST', `${path}/events`, { body: { type: 'a.b', data: {} } })
  await attemptTo(server, [404])
  assert.deepEqual(await done(server, 'GET', inboxes), { data: [] })
  for (const [method, at] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/requests'],
    ['DELETE', '/requests'],
  ] as const) {
    const { code } = await refused(server, method, `${inboxes}/${inbox.id}${at}`)
    assert.equal(code, 'inbox-unknown', method + at)
  }
})

test('a script is set anew, is kept in the audit log, and begins with its first step', async (t) => {
  const { server } = await world(t)
  const inbox = await done(server, 'POST', inboxes, { body: { name: 'x' } })
  const step = { status: 429, retry_after_seconds: 3, headers: { 'X-A': 'b' }, delay_ms: 1 }
  const body = { steps: [step], after: 'loop' }
  const changed = await done(server, 'PUT', `${inboxes}/${inbox.id}/script`, { body })
  const expected = { steps: [{ ...step, body: '', close: null }], after: 'loop' }
  assert.deepEqual(changed, { ...inbox, script: expected })
  const { data } = await done(server, 'GET', `${path}/audit`)
  assert.deepEqual(
    data.slice(0, 2).map(({ operation }: Json) => operation),
    ['putInboxScript', 'createInbox'],
  )
  assert.deepEqual(data[0].before.script, inbox.script)
})

test('what is no script, or one inbox too many, is refused with its place, and nothing is stored', async (t) => {
  const { server } = await world(t)
  const bad: readonly (readonly [unknown, string])[] = [
    [{ steps: [] }, '/script/steps'],
    [{ steps: [{ status: 199 }] }, '/script/steps/0/status'],
    [{ steps: [{ delay_ms: 30_001 }] }, '/script/steps/0/delay_ms'],
    [{ steps: [{ close: 'later' }] }, '/script/steps/0/close'],
    [{ steps: [{ headers: { 'Content-Length': '1' } }] }, '/script/steps/0/headers/Content-Length'],
    [{ steps: [{ headers: { 'a b': '1' } }] }, '/script/steps/0/headers/a b'],
    [{ steps: [{ headers: { a: '1\r\nb: 2' } }] }, '/script/steps/0/headers/a'],
    [{ steps: Array.from({ length: 20 }, () => ({ body: 'x'.repeat(4_000) })) }, '/script'],
    [{ steps: [{}], after: 'never' }, '/script/after'],
  ]
  for (const [script, pointer] of bad) {
    const { code, pointers } = await refused(server, 'POST', inboxes, { body: { script } })
    assert.deepEqual([code, pointers], ['body-invalid', [pointer]], JSON.stringify(script))
  }
  assert.deepEqual((await done(server, 'GET', inboxes)).data, [])
  const made = await Promise.all(
    Array.from({ length: 25 }, async () => called(server, 'POST', inboxes, { body: {} })),
  )
  assert.equal(made.filter(({ status }) => status === 201).length, 20)
  const late = made.filter(({ status }) => status !== 201).map(({ json }) => json.code)
  assert.deepEqual(
    late,
    Array.from({ length: 5 }, () => 'inbox-limit-reached'),
  )
  assert.equal((await done(server, 'GET', inboxes)).data.length, 20)
})

test('a bad cursor is refused, and pages lead through all that is kept', async (t) => {
  const { server } = await world(t)
  const inbox = await done(server, 'POST', inboxes, { body: {} })
  const subscription = await done(server, 'POST', `${path}/subscriptions`, {
    body: { url: inbox.url, event_types: ['*'] },
  })
  const requests = `${inboxes}/${inbox.id}/requests`
  for (let left = 3; left > 0; left -= 1) {
    await done(server, 'POST', `${path}/subscriptions/${subscription.id}/test`)
  }
  const ids: string[] = []
  for (let cursor = ''; ;) {
    const page = await done(server, 'GET', `${requests}?limit=2${cursor}`)
    ids.push(...page.data.map(({ id }: Json) => id))
    if (page.next_cursor === null) break
    cursor = `&cursor=${page.next_cursor}`
  }
  assert.equal(new Set(ids).size, 3)
  const { code } = await refused(server, 'GET', `${requests}?cursor=abc`)
  assert.equal(code, 'cursor-invalid')
})

test('where several nodes share the store, nobody is shown a part of what arrived', async (t) => {
  const { server } = await world(t)
  const inbox = await done(server, 'POST', inboxes, { body: {} })
  // As it is once another node's heartbeat was heard.
  Object.defineProperty(server.service.pipeline, 'nodeCount', { value: 2 })
  for (const [method, at] of [
    ['POST', inboxes],
    ['GET', `${inboxes}/${inbox.id}/requests`],
    ['DELETE', `${inboxes}/${inbox.id}/requests`],
  ] as const) {
    const { code } = await refused(server, method, at, method === 'POST' ? { body: {} } : {})
    assert.equal(code, 'inboxes-need-one-node', method)
  }
  assert.equal((await done(server, 'GET', inboxes)).data.length, 1)
})

test('where the operator has switched inboxes off, none is made and none is sent to', async (t) => {
  const { server } = await world(t, { POSTHORN_INBOXES: '0' })
  const { code } = await refused(server, 'POST', inboxes, { body: {} })
  assert.equal(code, 'inboxes-off')
  const url = `https://inbox.posthorn.invalid/ibx_${'0'.repeat(32)}`
  const { pointers, answer } = await refused(server, 'POST', `${path}/subscriptions`, {
    body: { url, event_types: ['*'] },
  })
  assert.deepEqual(pointers, ['/url'])
  assert.match(answer.text, /POSTHORN_INBOXES/)
})
