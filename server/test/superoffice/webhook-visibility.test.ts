/** A webhook belongs to the application that made it, whichever API is asked for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld, operatorKey } from './webhook-world.ts'

test("the native API does not lead to another application's webhook either", async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
  const other = await world.addKey({ application: 'another', scopes: ['manage', 'ingest'] })
  const native = `/v1/tenants/${world.tenant.id}`
  const call = async (method: string, path: string, key: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${key}` }
    const { status, text } = await world.request(method, `${native}/${path}`, { headers, body })
    return { status, text, code: /"code":"([a-z-]+)"/.exec(text)?.[1] ?? '' }
  }
  await world.call('POST', 'Webhook/a.b/1', { body: {}, key: other })
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  const { id } = world.service.pipeline.subscriptions.find(saved.WebhookId) ?? {}
  assert.ok(id !== undefined)
  const listed = await call('GET', `deliveries?subscription=${id}`, operatorKey)
  const [, delivery = ''] = /"id":"(dlv_\w+)"/.exec(listed.text) ?? []

  const calls: readonly (readonly [string, string, unknown?])[] = [
    ['GET', `subscriptions/${id}`],
    ['PATCH', `subscriptions/${id}`, { name: 'taken' }],
    ['POST', `subscriptions/${id}/pause`, {}],
    ['POST', `subscriptions/${id}/resume`],
    ['POST', `subscriptions/${id}/test`],
    ['POST', `subscriptions/${id}/secret/rotate`, {}],
    ['POST', 'replays', { filter: { subscription: id }, dry_run: true }],
    ['GET', `deliveries?subscription=${id}`],
    ['GET', `deliveries/${delivery}`],
    ['POST', `deliveries/${delivery}/resend`],
    ['DELETE', `subscriptions/${id}`],
  ]
  for (const [method, path, body] of calls) {
    const { status, code } = await call(method, path, other, body)
    assert.equal(status, 404, `${method} ${path}`)
    assert.match(code, /^(subscription|delivery)-unknown$/, `${method} ${path}`)
  }
  assert.ok(!(await call('GET', 'subscriptions', other)).text.includes(id))
  assert.equal((await world.call('GET', `Webhook/${saved.WebhookId}`)).json.State, 'Active')

  // Its own application and the operator find it.
  for (const key of [world.key, operatorKey]) {
    assert.equal((await call('GET', `subscriptions/${id}`, key)).status, 200)
    assert.equal((await call('GET', `deliveries/${delivery}`, key)).status, 200)
    assert.ok((await call('GET', 'subscriptions', key)).text.includes(id))
  }
  assert.equal((await call('POST', `subscriptions/${id}/pause`, world.key, {})).status, 200)
})

test("a replay of everything is, for a key, everything but other applications' webhooks", async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const other = await world.addKey({ application: 'another', scopes: ['manage', 'ingest'] })
  const native = `/v1/tenants/${world.tenant.id}/replays`
  for (const key of [world.key, other]) {
    await world.save({ TargetUrl: `${receiver.url}/${key}`, Events: ['a.b'] }, { key })
  }
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact((fact) => fact.kind === 'attempt-recorded', 2)
  const call = async (method: string, path: string, key: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${key}` }
    const { status, text } = await world.request(method, native + path, { headers, body })
    return { status, json: JSON.parse(text) }
  }
  const filter = { event_types: ['*'] }
  const counted = async (key: string) =>
    (await call('POST', '', key, { filter, dry_run: true })).json.count
  assert.deepEqual([await counted(operatorKey), await counted(other)], [2, 1])
  const mine = await call('POST', '', other, { filter })
  await world.fact((fact) => fact.kind === 'attempt-recorded', 3)
  // Each had a test event and the live one.
  const sentTo = (key: string) => receiver.received.filter(({ path }) => path.includes(key)).length
  assert.deepEqual([sentTo(world.key), sentTo(other)], [2, 3])
  const all = await call('POST', '', operatorKey, { filter, rate_per_second: 1 })
  const seen = async (key: string) =>
    (await call('GET', '', key)).json.data.map(({ id }: { id: string }) => id)
  assert.deepEqual(await seen(operatorKey), [mine.json.id, all.json.id])
  assert.deepEqual(await seen(other), [mine.json.id])
  assert.deepEqual(await seen(world.key), [])
  for (const path of [`/${all.json.id}`, `/${all.json.id}/cancel`]) {
    const method = path.endsWith('cancel') ? 'POST' : 'GET'
    assert.equal((await call(method, path, other)).status, 404)
  }
})

test("lists, outcomes and explanations show a key nothing of what went to another application's webhooks", async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const other = await world.addKey({ application: 'another', scopes: ['manage', 'ingest'] })
  const native = `/v1/tenants/${world.tenant.id}`
  const read = async (path: string, key: string): Promise<string> => {
    const headers = { authorization: `Bearer ${key}` }
    const { status, text } = await world.request('GET', `${native}/${path}`, { headers })
    assert.equal(status, 200, path)
    return text
  }
  const make = async (key: string, events: readonly string[]): Promise<string> => {
    const saved = await world.save({ TargetUrl: receiver.url, Events: events }, { key })
    return world.service.pipeline.subscriptions.find(saved.WebhookId)!.id
  }
  const owners = [world.key, other]
  const ids: string[][] = []
  for (const key of owners) ids.push([await make(key, ['a.b']), await make(key, ['c.d'])])
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact((fact) => fact.kind === 'attempt-recorded', owners.length)
  const [, event = ''] = /"id":"(evt_\w+)"/.exec(await read('events', operatorKey)) ?? []
  const headers = { authorization: `Bearer ${world.key}` }
  const body = { filter: { subscription: ids[0]![0] } }
  await world.request('POST', `${native}/replays`, { headers, body })

  const paths = ['deliveries', `events/${event}`, `events/${event}/explain`, 'replays']
  const assertSeen = async (path: string): Promise<void> => {
    const all = await read(path, operatorKey)
    for (const [index, key] of owners.entries()) {
      const text = await read(path, key)
      const shown = (id: string): boolean => text.includes(id)
      assert.deepEqual(ids[1 - index]!.filter(shown), [], path)
      assert.deepEqual(
        ids[index]!.filter(shown),
        ids[index]!.filter((id) => all.includes(id)),
        path,
      )
    }
  }
  for (const path of paths) await assertSeen(path)
  // Deleted, it is still nobody else's.
  for (const id of [ids[0]![0]!, ids[1]![0]!]) {
    const gone = { headers: { authorization: `Bearer ${operatorKey}` } }
    await world.request('DELETE', `${native}/subscriptions/${id}`, gone)
  }
  for (const path of paths) await assertSeen(path)
})
