/** What is refused is refused with the reason and the place, and nothing of it is stored. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { off, on, openPartnerWorld, section, startApp } from './partner-world.ts'

test('malformed state changes say what is wrong, and change nothing', async (t) => {
  const world = await openPartnerWorld(t)
  await world.makeTenant('Cust1')
  const path = '/v1/tenants/Cust1/state-changes'
  const cases = [
    [{ change: 'explode' }, 400, '/change'],
    [{ change: 'upgrade-announced', file_version: '12.4' }, 400, '/file_version'],
    [{ change: 'upgrade-announced', file_version: '12.4.a.0' }, 400, '/file_version'],
    [{ change: 'upgrade-announced', version_name: 'a\nb' }, 400, '/version_name'],
    [{ change: 'move' }, 400, '/public_endpoint'],
    [{ change: 'move', public_endpoint: 'https://online3.example.com/x' }, 400, '/public_endpoint'],
    [{ change: 'suspend', public_endpoint: 'online3.example.com' }, 400, '/public_endpoint'],
    [{ change: 'notify' }, 400, '/notice'],
    [{ change: 'suspend', app: 'app_1' }, 400, '/app'],
    [{ change: 'notify', notice: 'resume', app: 'app_1' }, 400, '/app'],
    [{ change: 'notify', notice: 'move' }, 409, null],
    [{ change: 'suspend', unknown: 1 }, 400, '/unknown'],
    [{ change: 'upgrade-finished' }, 409, null],
    [{ change: 'delete-failed' }, 409, null],
    [{ change: 'incident-ended', why: 'x'.repeat(1_001) }, 400, '/why'],
  ] as const
  for (const [body, status, pointer] of cases) {
    const answer = await world.server.call('POST', path, { body })
    const what = `${JSON.stringify(body)}: ${answer.text}`
    assert.equal(answer.status, status, what)
    if (pointer !== null) assert.equal(answer.json.errors[0].pointer, pointer, what)
    assert.ok(answer.json.detail.length > 20, what)
  }
  assert.deepEqual((await done(world.server, 'GET', path)).data, [])
  assert.equal((await world.state('Cust1')).State, 'Running')
})

test('an endpoint that may not be called is refused where it stands, for every environment', async (t) => {
  const world = await openPartnerWorld(t, {
    POSTHORN_ALLOW_TARGETS: '',
    POSTHORN_ALLOW_HTTP_TARGETS: '0',
  })
  const app = await world.makeApp()
  const { etag } = await world.version(app.id, 1)
  const save = (body: object) =>
    world.server.call('PATCH', `/v1/apps/${app.id}/versions/1`, {
      key: world.key,
      headers: { 'if-match': etag },
      body: { customer_state_change: body },
    })
  const bad = ['http://app.example.org/x', 'https://10.1.2.3/x', 'https://[::1]/', 'nonsense']
  for (const url of bad) {
    const common = await save(section(on(url)))
    assert.equal(common.status, 400, url)
    assert.equal(common.json.errors[0].pointer, '/customer_state_change/common/endpoint')
    const one = await save(section(off, { stage: on(url) }))
    assert.equal(
      one.json.errors[0].pointer,
      '/customer_state_change/per_environment/stage/endpoint',
    )
  }
  const missing = await save(section({ ...off, is_on: true }))
  assert.equal(missing.status, 400)
  assert.match(missing.text, /has to be given where the endpoint is switched on/)
  const unknown = await save({ ...section(off), per_environment: { sod: null, test: null } })
  assert.equal(unknown.status, 400)
  assert.equal((await world.version(app.id, 1)).body.save_count, 1)
})

test('environments, versions and apps that do not exist are told apart from those that do', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.makeApp()
  const { server } = world
  const call = async (method: string, path: string, body?: object): Promise<string> => {
    const answer = await server.call(method, path, body === undefined ? {} : { body })
    return `${answer.status} ${answer.json.code}`
  }
  assert.equal(await call('GET', '/v1/apps/app_1'), '404 app-unknown')
  assert.equal(await call('GET', `/v1/apps/${app.id}/versions/9`), '404 app-version-unknown')
  assert.equal(await call('GET', `/v1/apps/${app.id}/versions/x`), '404 app-version-unknown')
  assert.equal(
    await call('POST', `/v1/apps/${app.id}/versions/1/publications`, { environment: 'moon' }),
    '400 body-invalid',
  )
  assert.equal(
    await call('POST', `/v1/apps/${app.id}/versions/1/publications/moon/approve`),
    '404 environment-unknown',
  )
  assert.equal(
    await call('POST', `/v1/apps/${app.id}/versions/1/publications/stage/approve`),
    '409 publication-refused',
  )
  assert.equal(await call('GET', '/v1/issuers/moon'), '404 environment-unknown')
  assert.equal(
    await call('POST', '/v1/tenants', { id: 'Cust9', name: 'x', environment: 'moon' }),
    '400 body-invalid',
  )
  assert.equal(await call('GET', '/v1/tenants/Cust9'), '404 tenant-unknown')
  await world.makeTenant('Cust1')
  assert.equal(await call('PUT', '/v1/tenants/Cust1/approvals/app_1'), '404 app-unknown')
  assert.equal(await call('DELETE', '/v1/tenants/Cust1/approvals/app_1'), '404 approval-unknown')
  const mails = { name: 'x', kind: 'custom', error_emails: ['a@b@c'] }
  assert.equal(await call('POST', '/v1/partners/acme/apps', mails), '400 body-invalid')
  assert.equal(await call('POST', '/v1/partners', { id: 'acme', name: 'x' }), '409 partner-taken')
})

test('no private key and no secret is in any answer or in the log', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  await done(world.server, 'POST', '/v1/issuers/production/rotate')
  const [subscription] = world.server.service.pipeline.subscriptions.all()
  const [secret] = subscription?.config.secrets.current ?? []
  assert.equal(secret?.kind, 'rsa')
  const hidden = secret.kind === 'rsa' ? secret.pkcs8Base64.slice(60, 120) : ''
  const list = await done(world.server, 'GET', '/v1/partners/acme/subscriptions')
  const texts = [
    JSON.stringify(list),
    (await world.server.call('GET', `/v1/partners/acme/subscriptions/${list.data[0].id}`)).text,
    (await world.server.call('GET', '/v1/partners/acme/deliveries')).text,
    (await world.server.call('GET', '/v1/issuers/production')).text,
    (await world.server.call('GET', '/login/.well-known/jwks')).text,
    world.server.log,
  ]
  assert.ok(hidden.length > 50)
  for (const text of texts) assert.ok(!text.includes(hidden))
})
