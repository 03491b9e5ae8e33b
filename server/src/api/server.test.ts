import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { noApps } from '../../test/world/no-apps.ts'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { readConfig } from '../config.ts'
import { TestNotSent } from '../pipeline/pipeline.ts'
import { DiskFull } from '../domain/disk-full.ts'
import { CursorInvalid, HistoryBusy } from '../ports/history.ts'
import type { Fact } from '../ports/observer.ts'
import { operation, type OperationGroup } from './operation.ts'
import { problem } from './problems.ts'
import { createApi } from './server.ts'
import { nativeGroup } from './v1/native-group.ts'

/** A server with one open operation that does as it is told, beside a group with its own manners. */
async function serverWith(
  t: TestContext,
  handle: () => never | { status: number } | Promise<{ status: number }>,
) {
  const { ports, pipeline } = await openManageWorld(t)
  const facts: Fact[] = []
  const read = readConfig({ POSTHORN_LISTEN: '127.0.0.1:0' })
  if (read.kind === 'refused') throw new Error(read.faults.join())
  const probe = operation({
    id: 'probe',
    method: 'GET',
    path: '/v1/probe',
    allow: 'anyone',
    tag: 'Probe',
    summary: 'Does as it is told.',
    responses: { 200: { description: 'done' } },
    handle,
  })
  const foreign: OperationGroup = {
    ...nativeGroup,
    name: 'foreign',
    operations: [{ ...probe, path: '/foreign/probe' }],
    errorStyle: ({ status, detail }, { url }) => {
      if (url.endsWith('?broken')) throw new Error('planted secret of the words')
      return { status, headers: { 'content-type': 'text/plain' }, body: `sorry: ${detail}` }
    },
    ownsPath: (path) => path.startsWith('/foreign/'),
  }
  const api = createApi(
    {
      ports: { ...ports, observer: { observe: (fact) => facts.push(fact) } },
      pipeline,
      ...noApps,
      config: read.config,
      operatorKey: 'o'.repeat(40),
      connectionsMax: 1_000,
      metrics: async () => ({ contentType: 'text/plain', text: '' }),
    },
    [{ ...nativeGroup, operations: [probe] }, foreign],
  )
  t.after(() => api.close(0))
  const { url } = await api.listen()
  return { api, url, facts }
}

test('a fault of ours is answered without a word of it, and told to the observer under its name', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new Error('planted secret of the inside')
  })
  const answer = await fetch(`${url}/v1/probe`)
  const text = await answer.text()
  assert.equal(answer.status, 500)
  assert.ok(!text.includes('planted'))
  const { code, instance } = JSON.parse(text) as { code: string; instance: string }
  assert.equal(code, 'fault')
  const [fact] = facts
  assert.ok(fact?.kind === 'fault')
  assert.equal(`urn:posthorn:${fact.where.replace('request ', 'request:')}`, instance)
})

test('an answer that cannot be put into words tells nothing of the inside', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new Error('planted secret of the inside')
  })
  const answer = await fetch(`${url}/foreign/probe?broken`)
  assert.equal(answer.status, 500)
  assert.equal(await answer.text(), 'The service failed. Its log says why.\n')
  assert.ok(facts.length > 0 && facts.every(({ kind }) => kind === 'fault'))
})

test('a cursor that the store does not know is the caller’s fault', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new CursorInvalid()
  })
  const answer = await fetch(`${url}/v1/probe`)
  assert.equal(answer.status, 400)
  assert.deepEqual(facts, [])
})

test('a store that cannot be read now is no fault: the caller is told to come again', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new HistoryBusy('planted secret of the inside')
  })
  const answer = await fetch(`${url}/v1/probe`)
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1'])
  assert.match(await answer.text(), /"code":"history-busy"/)
  assert.deepEqual(facts, [])
})

test('a disk below its floor is no fault: the caller is told that nothing was stored', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new DiskFull()
  })
  const answer = await fetch(`${url}/v1/probe`)
  assert.equal(answer.status, 507)
  assert.match(await answer.text(), /"code":"disk-full"/)
  assert.deepEqual(facts, [])
})

test('a store that is away while a caller is looked up is answered 503, and ends nothing', async (t) => {
  const { ports, pipeline } = await openManageWorld(t)
  const read = readConfig({ POSTHORN_LISTEN: '127.0.0.1:0' })
  if (read.kind === 'refused') throw new Error(read.faults.join())
  const findTenant = () => Promise.reject(new HistoryBusy('the database is away'))
  const tenants = Object.create(ports.store.tenants, { findTenant: { value: findTenant } }) as never
  const operatorKey = 'o'.repeat(40)
  const api = createApi({
    ports: { ...ports, store: { ...ports.store, tenants } },
    pipeline,
    ...noApps,
    config: read.config,
    operatorKey,
    connectionsMax: 1_000,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
  })
  t.after(() => api.close(0))
  const { url } = await api.listen()
  // The second one goes ahead of the router: by then the key is proven.
  for (const path of ['/v1/tenants/acme', '/v1/tenants/acme/events']) {
    const answer = await fetch(url + path, {
      method: path.endsWith('events') ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      ...(path.endsWith('events') ? { body: '{"type":"a.b","data":{}}' } : {}),
    })
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1'])
  }
})

test('a test that no connection came free for is no fault and no verdict', async (t) => {
  const { url, facts } = await serverWith(t, () => {
    throw new TestNotSent(new Error('planted secret of the inside'))
  })
  const answer = await fetch(`${url}/v1/probe`)
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5'])
  assert.match(await answer.text(), /"code":"test-not-sent"/)
  assert.deepEqual(facts, [])
})

test('every group refuses in its own manner, unknown paths and methods of its own among it', async (t) => {
  const { url } = await serverWith(t, () => problem('event-unknown'))
  const cases = [
    ['GET', '/foreign/probe', 404],
    ['GET', '/foreign/nothing', 404],
    ['DELETE', '/foreign/probe', 405],
  ] as const
  for (const [method, path, status] of cases) {
    const answer = await fetch(url + path, { method })
    assert.equal(answer.status, status)
    assert.match(await answer.text(), /^sorry: /)
  }
  const native = await fetch(`${url}/elsewhere`)
  assert.equal(native.headers.get('content-type'), 'application/problem+json')
})

test('a stop waits for an answer under way and ends its connection', async (t) => {
  let answer = (): void => {}
  let begun = (): void => {}
  const isBegun = new Promise<void>((resolve) => (begun = resolve))
  const { api, url } = await serverWith(t, () => {
    begun()
    return new Promise((resolve) => (answer = () => resolve({ status: 200 })))
  })
  const asked = fetch(`${url}/v1/probe`)
  await isBegun
  let isClosed = false
  const closed = api.close(60_000).then(() => (isClosed = true))
  await assert.rejects(fetch(`${url}/v1/probe`))
  assert.equal(isClosed, false)
  answer()
  const { status, headers } = await asked
  assert.equal(status, 200)
  assert.equal(headers.get('connection'), 'close')
  await closed
})

test('a connection that stands still, its answer unread, does not stay for ever', async (t) => {
  const { api } = await serverWith(t, () => ({ status: 200 }))
  assert.ok(api.app.server.timeout > 0)
})
