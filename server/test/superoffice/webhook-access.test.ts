import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld, operatorKey } from './webhook-world.ts'

const stopped = { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }

test('a request without credentials, or with wrong ones, answers 401', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const calls: readonly (readonly [string, string])[] = [
    ['GET', 'Webhook/default'],
    ['GET', 'Webhook'],
    ['POST', 'Webhook'],
    ['GET', `Webhook/${saved.WebhookId}`],
    ['PUT', `Webhook/${saved.WebhookId}`],
    ['PATCH', `Webhook/${saved.WebhookId}`],
    ['DELETE', `Webhook/${saved.WebhookId}`],
    ['POST', 'Webhook/Test'],
    ['POST', 'Webhook/a.b/1'],
    ['GET', `Webhook/${saved.WebhookId}/LastError`],
  ]
  for (const [method, path] of calls) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : stopped
    for (const key of [null, 'nobody-s-key']) {
      const answer = await world.call(method, path, { key, body })
      assert.equal(answer.status, 401, `${method} ${path}`)
      assert.equal(answer.json.Error, true)
      assert.equal(answer.json.ErrorMessage, answer.json.Message)
    }
  }
  assert.deepEqual((await world.call('GET', `Webhook/${saved.WebhookId}`)).json, saved)
})

test('a key opens as Bearer, as SOTicket and as the password of Basic, schemes in any case', async (t) => {
  const world = await openWorld(t)
  const basic = Buffer.from(`whoever:${world.key}`).toString('base64')
  const good = [`Bearer ${world.key}`, `bearer ${world.key}`, `Basic ${basic}`, `BASIC ${basic}`]
  good.push(`SOTicket ${world.key}`, `SoTicket ${world.key}`, `SOTICKET ${world.key}`)
  for (const authorization of good) {
    const headers = { authorization, 'SO-AppToken': 'whatever', 'SO-Language': '*' }
    const answer = await world.call('GET', 'Webhook', { key: null, headers })
    assert.equal(answer.status, 200, authorization)
  }
  const bad = [world.key, `Negotiate ${world.key}`, 'SOTicket', 'Bearer ', `Basic ${world.key}`]
  for (const authorization of bad) {
    const answer = await world.call('GET', 'Webhook', { key: null, headers: { authorization } })
    assert.equal(answer.status, 401, authorization)
  }
  const appToken = { 'SO-AppToken': world.key }
  const answer = await world.call('GET', 'Webhook', { key: null, headers: appToken })
  assert.equal(answer.status, 401)
})

test("an application does not see, change, test against or delete another application's webhook", async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ ...stopped, Secret: 'key of the first' })
  const key = await world.addKey({ application: 'another' })
  const path = `Webhook/${saved.WebhookId}`
  const answers = [
    await world.call('GET', path, { key }),
    await world.call('GET', `${path}/LastError`, { key }),
    await world.call('PUT', path, { key, body: stopped }),
    await world.call('PATCH', path, { key, body: { Name: 'taken' } }),
    await world.call('DELETE', path, { key }),
    await world.call('POST', 'Webhook', { key, body: saved }),
  ]
  const unknown = await world.call('GET', 'Webhook/4711', { key })
  for (const answer of answers) {
    assert.equal(answer.status, 404)
    // Not found in the very words of one that does not exist.
    assert.equal(answer.text, unknown.text.replaceAll('4711', String(saved.WebhookId)))
  }
  assert.deepEqual((await world.call('GET', 'Webhook', { key })).list, [])
  assert.deepEqual((await world.call('GET', path)).json, saved)
})

test("a test that names another application's webhook is not signed with its secret", async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const receiver = await openReceiver(t)
  const saved = await world.save({ ...stopped, Secret: 'key of the first' })
  const tenant = await world.addTenant('Cust20002')
  const callers = [
    { key: await world.addKey({ application: 'another' }) },
    { key: await world.addKey({ tenant, application: 'crm-sync' }), tenant: tenant.id },
  ]
  // With the mask in place of the secret, as whoever may see the webhook would send it.
  const body = { ...saved, TargetUrl: receiver.url }
  for (const caller of callers) {
    const answer = await world.call('POST', 'Webhook/Test', { ...caller, body })
    assert.equal(answer.status, 400)
    assert.match(answer.json.Message, /mask/)
  }
  assert.equal(receiver.received.length, 0)
  assert.equal((await world.call('POST', 'Webhook/Test', { body })).json.Success, true)
})

test('a webhook that no application made is open to every key of the tenant, one that an application made is not', async (t) => {
  const world = await openWorld(t)
  const owned = await world.save(stopped)
  const shared = await world.save(stopped, { key: operatorKey })
  const path = `Webhook/${shared.WebhookId}`
  for (const application of ['crm-sync', 'another', null]) {
    const key = await world.addKey({ application })
    assert.equal((await world.call('GET', path, { key })).status, 200)
    assert.equal((await world.call('PATCH', path, { key, body: { Name: 'b' } })).status, 200)
    const mine = await world.call('GET', `Webhook/${owned.WebhookId}`, { key })
    assert.equal(mine.status, application === 'crm-sync' ? 200 : 404)
  }
})

test('a webhook survives its key: another key of the application goes on with it', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const key = await world.addKey({ application: 'crm-sync', name: 'Ola' })
  const path = `Webhook/${saved.WebhookId}`
  const answer = await world.call('PATCH', path, { key, body: { Name: 'b' } })
  assert.equal(answer.json.Name, 'b')
  assert.equal(answer.json.UpdatedAssociate?.Name, 'Ola')
})

test('the operator sees and changes the webhooks of every application', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const other = await world.addKey({ application: 'another' })
  await world.save(stopped, { key: other })
  const key = operatorKey
  assert.equal((await world.call('GET', 'Webhook', { key })).list.length, 2)
  const path = `Webhook/${saved.WebhookId}`
  assert.equal((await world.call('PATCH', path, { key, body: { Name: 'b' } })).json.Name, 'b')
  assert.equal((await world.call('GET', path)).json.Name, 'b')
})

test("one tenant's key and ids open nothing at another tenant", async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const tenant = await world.addTenant('Cust20002')
  const foreign = await world.addKey({ tenant, application: 'crm-sync' })
  const path = `Webhook/${saved.WebhookId}`
  const calls: readonly (readonly [string, string, unknown])[] = [
    ['GET', path, undefined],
    ['GET', `${path}/LastError`, undefined],
    ['PUT', path, stopped],
    ['PATCH', path, { Name: 'taken' }],
    ['DELETE', path, undefined],
  ]
  for (const [method, at, body] of calls) {
    // The foreign key at the webhook's own tenant, then the webhook's id at the key's own tenant.
    const intruding = await world.call(method, at, { key: foreign, body })
    assert.equal(intruding.status, 404)
    const guessing = await world.call(method, at, { key: foreign, tenant: 'Cust20002', body })
    assert.equal(guessing.status, 404)
    const byOperator = await world.call(method, at, { key: operatorKey, tenant: 'Cust20002', body })
    assert.equal(byOperator.status, 404)
  }
  const inside = { key: foreign, tenant: 'Cust20002' }
  assert.deepEqual((await world.call('GET', 'Webhook', inside)).list, [])
  const unknown = await world.call('GET', 'Webhook', { key: foreign, tenant: 'Cust99999' })
  const existing = await world.call('GET', 'Webhook', { key: foreign })
  assert.deepEqual([unknown.status, unknown.text], [existing.status, existing.text])
  assert.deepEqual((await world.call('GET', path)).json, saved)
})

test('a read key reads without secrets or header values and changes nothing; an ingest key only signals', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const saved = await world.save({
    TargetUrl: receiver.url,
    Secret: 'planted-secret',
    Headers: { 'X-Token': 'planted-header' },
  })
  assert.deepEqual(saved.Headers, { 'X-Token': 'planted-header' })
  const path = `Webhook/${saved.WebhookId}`
  const application = 'crm-sync'
  const read = await world.addKey({ scopes: ['read'], application })
  const ingest = await world.addKey({ scopes: ['ingest'], application })
  const seen = await world.call('GET', path, { key: read })
  assert.equal(seen.status, 200)
  assert.ok(!seen.text.includes('planted'))
  assert.deepEqual(Object.keys(seen.json.Headers ?? {}), ['X-Token'])
  assert.ok(!(await world.call('GET', 'Webhook', { key: read })).text.includes('planted'))
  const signalled = await world.call('POST', 'Webhook/a.b/1', { key: ingest, body: {} })
  assert.equal(signalled.status, 204)
  const refused = [
    await world.call('POST', 'Webhook', { key: read, body: stopped }),
    await world.call('PUT', path, { key: read, body: stopped }),
    await world.call('PATCH', path, { key: read, body: { Name: 'b' } }),
    await world.call('DELETE', path, { key: read }),
    await world.call('POST', 'Webhook/Test', { key: read, body: saved }),
    await world.call('POST', 'Webhook/a.b/1', { key: read, body: {} }),
    await world.call('GET', path, { key: ingest }),
    await world.call('GET', 'Webhook', { key: ingest }),
    await world.call('DELETE', path, { key: ingest }),
  ]
  for (const answer of refused) {
    assert.equal(answer.status, 403)
    assert.equal(answer.json.Error, true)
  }
})

test('a webhook of another dialect is invisible here', async (t) => {
  const world = await openWorld(t)
  const changed = await world.service.ports.store.subscriptions.create({
    id: `sub_${'1'.repeat(32)}`,
    tenantKey: world.tenant.key,
    owner: { kind: 'tenant', id: world.tenant.id },
    externalKey: null,
    application: 'crm-sync',
    config: {
      name: 'native',
      description: null,
      dialect: 'standard-webhooks',
      dispatcher: 'http',
      url: 'https://192.0.2.1/',
      patterns: ['*'],
      headers: {},
      secrets: { current: [], old: [] },
      retryOverride: null,
      dialectSettings: {},
    },
    state: 'paused',
    nowMs: Date.now(),
  })
  world.service.pipeline.applyChange(changed)
  const path = `Webhook/${changed.subscription.number}`
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
  assert.equal((await world.call('GET', path)).status, 404)
  assert.equal((await world.call('DELETE', path)).status, 404)
})

test('discovery needs no key and tells nobody which tenants exist', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_VERSION: '12.4.1514.0' })
  for (const tenant of ['Cust20001', 'Cust99999']) {
    const versions = await world.request('GET', `/${tenant}/api`)
    assert.equal(versions.status, 200)
    const base = `${world.service.url}/${tenant}/api`
    const { v1, NetServerVersion, Services, ServicesCurrent, Version } = versions.json
    assert.equal(v1, `${base}/v1`)
    assert.equal(NetServerVersion, '12.4.1514.0')
    assert.deepEqual([Services, ServicesCurrent, Version], ['Services87', 'Services88', 'v1'])
    const calls = await world.request('GET', `/${tenant}/api/v1`)
    assert.equal(calls.status, 200)
    const listed = JSON.parse(calls.text) as Record<string, Record<string, string>>
    const methodsAt = (path: string) => Object.keys(listed[`${base}/v1/${path}`] ?? {}).toSorted()
    assert.deepEqual(methodsAt('Webhook'), ['GET', 'POST'])
    assert.deepEqual(methodsAt('Webhook/{webhookId}'), ['DELETE', 'GET', 'PATCH', 'PUT'])
    assert.deepEqual(methodsAt('Webhook/{eventName}/{primaryKey}'), ['POST'])
  }
  assert.equal((await world.request('GET', '/v1/api')).status, 404)
})

test('an unknown path below a tenant is refused in the manners of this API', async (t) => {
  const world = await openWorld(t)
  const unknown = await world.call('GET', 'Contact/1')
  assert.equal(unknown.status, 404)
  assert.equal(unknown.json.Error, true)
  const method = await world.call('DELETE', 'Webhook')
  assert.equal(method.status, 405)
  assert.equal(method.json.Error, true)
})
