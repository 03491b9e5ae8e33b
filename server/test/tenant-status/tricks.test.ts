/** What somebody might try in order to be told, to be sent to, or to be taken for somebody else. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { decodeProtectedHeader } from 'jose'
import { findApp, findVersion, versions } from '../../src/manage/apps/app-records.ts'
import { done } from '../api/documented-calls.ts'
import type { Json, RunningServer } from '../world/running-server.ts'
import { until } from '../world/until.ts'
import { off, on, openPartnerWorld, section, startApp, toldTo } from './partner-world.ts'

test('what was published to stage or production once is never edited again, whatever is asked for later', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.makeApp('standard')
  const path = `/v1/apps/${app.id}/versions`
  await world.request(app.id, 1, 'stage')
  await world.approve(app.id, 1, 'stage')
  await done(world.server, 'POST', path, { key: world.key, body: { label: 'Two' } })
  await world.request(app.id, 2, 'stage')
  await world.approve(app.id, 2, 'stage')
  const first = async (): Promise<Json> => (await world.version(app.id, 1)).body
  await world.request(app.id, 1, 'stage')
  await done(world.server, 'DELETE', `${path}/1/publications/stage`, { key: world.key })
  assert.equal((await first()).is_locked, true)
  assert.equal((await first()).environments.stage.state, 'replaced')
  await world.request(app.id, 1, 'stage')
  const body = { reason: 'no' }
  await done(world.server, 'POST', `${path}/1/publications/stage/reject`, { body })
  assert.equal((await first()).is_locked, true)
  assert.equal((await first()).environments.stage.state, 'rejected')
  // It was tested in stage, and is what it was, so it may still be asked for in production.
  await world.request(app.id, 1, 'production')
})

test('what the operator approves is what was looked at, though the request was taken back and made anew', async (t) => {
  const world = await openPartnerWorld(t)
  const { endpoint } = await startApp(t)
  const app = await world.makeApp()
  await world.request(app.id, 1, 'stage')
  const looked = await world.version(app.id, 1)
  const path = `/v1/apps/${app.id}/versions/1/publications/stage`
  await done(world.server, 'DELETE', path, { key: world.key })
  await world.save(app.id, 1, section(on(endpoint)))
  await world.request(app.id, 1, 'stage')
  const decide = (end: string, etag: string) =>
    world.server.call('POST', `${path}/${end}`, {
      headers: { 'if-match': etag },
      ...(end === 'reject' ? { body: { reason: 'no' } } : {}),
    })
  for (const etag of [looked.etag, '*', 'W/"4"', '"4", "5"']) {
    assert.equal((await decide('approve', etag)).status, 412, etag)
    assert.equal((await decide('reject', etag)).status, 412, etag)
  }
  const { etag } = await world.version(app.id, 1)
  assert.equal((await decide('approve', etag)).status, 200)
})

test('a partner has no replay that tells one app what was for another', async (t) => {
  const world = await openPartnerWorld(t)
  const [told, other] = await Promise.all([startApp(t), startApp(t)])
  const app = await world.publishedApp(section(on(told.endpoint)))
  await world.publishedApp(section(on(other.endpoint)), 'not approved')
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await told.receiver.request(1)
  const { data } = await done(world.server, 'GET', '/v1/partners/acme/subscriptions')
  for (const { id } of data) {
    for (const key of [world.key, undefined]) {
      const answer = await world.server.call('POST', '/v1/partners/acme/replays', {
        body: { filter: { subscription: id, include_undelivered: true } },
        ...(key === undefined ? {} : { key }),
      })
      assert.equal(answer.status, 400)
      assert.equal(answer.json.errors[0].pointer, '/filter/include_undelivered')
    }
  }
  const body = { filter: { states: ['delivered'] } }
  await done(world.server, 'POST', '/v1/partners/acme/replays', { key: world.key, body })
  await told.receiver.request(2)
  assert.equal(other.receiver.received.length, 0)
})

test('once a key that others may have seen is replaced, messages bear the new one', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  const path = '/v1/issuers/production/rotate'
  await done(world.server, 'POST', path, { body: { at_once: true } })
  const all = [...world.server.service.pipeline.subscriptions.all()]
  const [subscription] = all.filter(
    ({ config }) => config.dialectSettings['environment'] === 'production',
  )
  const [secret] = subscription?.config.secrets.current ?? []
  const jwks = await world.server.done('GET', '/login/.well-known/jwks', { key: null })
  assert.deepEqual(
    jwks.keys.map(({ kid }: { kid: string }) => kid),
    [secret?.kind === 'rsa' ? secret.keyId : null],
  )
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  const { kid } = decodeProtectedHeader(toldTo(receiver)[0].Token)
  assert.equal(kid, jwks.keys[0].kid)
})

test('an address that was let in when it was saved is judged again at every connection', async (t) => {
  const world = await openPartnerWorld(t)
  const { endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  const { ports } = world.server.service
  const held = await findVersion((await findApp(app.id, ports))!.value, 1, ports)
  assert.ok(held !== null)
  const common = { url: 'http://169.254.169.254/latest', isOn: true, isMailed: false }
  const value = { ...held.value, endpoint: { ...held.value.endpoint, common } }
  assert.ok(await ports.store.records.write([versions.changed(held, value)], 1))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  const fact = await world.server.fact(({ kind }) => kind === 'attempt-recorded')
  assert.match(JSON.stringify(fact), /address-refused/)
})

test('a message that waits for its retry holds back none that follows', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  receiver.status = 500
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  await world.change('Cust1', { change: 'resume' })
  // The first is tried again some time; however long that takes, the other arrives.
  await until(() => toldTo(receiver).some(({ ChangeType }) => ChangeType === 3))
  const { data } = await done(world.server, 'GET', '/v1/partners/acme/deliveries')
  assert.ok(data.every((one: Json) => one.state === 'pending'))
})

test('a host is the same in any case, with a dot behind it and with any port, and no other is', async (t) => {
  const world = await openPartnerWorld(t)
  const tenant = await world.server.makeTenant('Cust1')
  await world.change('Cust1', { change: 'move', public_endpoint: 'online3.example.com' })
  const at = (host: string) => getAt(world.server, '/Cust1/api/v1', host, tenant.manage)
  const own = ['online3.example.com', 'ONLINE3.Example.com', 'online3.example.com:443']
  for (const host of [...own, 'online3.example.com.', 'online3.example.com.:8400']) {
    assert.equal((await at(host)).status, 200, host)
  }
  const others = [
    '',
    'online3',
    'xonline3.example.com',
    'online3.example.com.evil.example',
    '[::1]',
  ]
  for (const host of [...others, '[::ffff:127.0.0.1]:80', 'online3.example.com@evil.example']) {
    assert.equal((await at(host)).status, 421, host)
  }
})

test('of issuers that differ by host each answers at its own, with and without the port that goes without saying', async (t) => {
  const world = await openPartnerWorld(t, {
    POSTHORN_ISSUER_SOD: 'https://sod.example.org',
    POSTHORN_ISSUER_STAGE: 'https://stage.example.org',
    POSTHORN_ISSUER_PRODUCTION: 'https://online.example.org',
  })
  const path = '/login/.well-known/openid-configuration'
  for (const name of ['sod', 'stage', 'online']) {
    for (const host of [`${name}.example.org`, `${name.toUpperCase()}.example.org:443`]) {
      const { text } = await getAt(world.server, path, host, null)
      assert.equal(JSON.parse(text).issuer, `https://${name}.example.org`, host)
    }
  }
  assert.equal(
    JSON.parse((await getAt(world.server, path, '[', null)).text).issuer,
    'https://online.example.org',
  )
})

test('tenants may be called like the paths of issuers, and an app like a tenant', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.publishedApp(section(off))
  for (const id of ['sod', 'stage', app.id]) {
    const tenant = await world.server.makeTenant(id)
    await done(world.server, 'GET', `/v1/tenants/${id}`, { key: tenant.read })
    assert.equal(
      (await world.server.call('GET', `/${id}/api/v1`, { key: tenant.manage })).status,
      200,
    )
    const keys = await world.server.call('GET', `/${id}/login/.well-known/jwks`, { key: null })
    assert.equal(keys.status, id === app.id ? 404 : 200)
  }
  const unknownKey = '/login/.well-known/certificates/production-1'
  assert.equal((await world.server.call('GET', unknownKey, { key: null })).status, 404)
  assert.equal((await world.server.call('POST', unknownKey, { key: null })).status, 405)
  await done(world.server, 'GET', `/v1/tenants/${app.id}`)
  await done(world.server, 'GET', `/v1/apps/${app.id}/versions`)
  await done(world.server, 'GET', `/v1/apps/${app.id}/versions`, { key: world.key })
})

interface Got {
  readonly status: number | undefined
  readonly text: string
}

/** With a Host header of the test's own. */
function getAt(
  { url }: RunningServer,
  path: string,
  host: string,
  key: string | null,
): Promise<Got> {
  const headers = { host, ...(key === null ? {} : { authorization: `Bearer ${key}` }) }
  return new Promise((resolve, reject) => {
    request(new URL(path, url), { headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}
