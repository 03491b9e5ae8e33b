/** Configuration versions: who may change what, and from when on it counts (specification, section 7). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { off, on, openPartnerWorld, section, startApp, toldTo } from './partner-world.ts'

test('a value replaced for one environment is used there alone; the others use the common one', async (t) => {
  const world = await openPartnerWorld(t)
  const [common, sod] = await Promise.all([startApp(t), startApp(t)])
  const app = await world.publishedApp(section(on(common.endpoint), { sod: on(sod.endpoint) }))
  for (const environment of ['sod', 'stage', 'production'] as const) {
    await world.makeTenant(environment, environment)
    await world.allow(environment, app.id)
    await world.change(environment, { change: 'suspend' })
  }
  await Promise.all([common.receiver.request(2), sod.receiver.request(1)])
  const tenants = (told: readonly { ContextIdentifier: string }[]) =>
    told.map((one) => one.ContextIdentifier).toSorted()
  assert.deepEqual(tenants(toldTo(common.receiver)), ['production', 'stage'])
  assert.deepEqual(tenants(toldTo(sod.receiver)), ['sod'])
})

test('what is only a draft, requested or rejected never receives anything; a rejection says why', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.makeApp('standard')
  await world.save(app.id, 1, section(on(endpoint), { sod: off }))
  await world.makeTenant('Cust1', 'stage')
  await world.allow('Cust1', app.id)
  const untold = async (change: string): Promise<void> => {
    const { apps } = await world.change('Cust1', { change })
    assert.deepEqual(
      apps.map((one: { state: string }) => one.state),
      ['not-published'],
    )
  }
  await untold('suspend')
  await world.request(app.id, 1, 'stage')
  await untold('resume')
  const rejected = await done(
    world.server,
    'POST',
    `/v1/apps/${app.id}/versions/1/publications/stage/reject`,
    { body: { reason: 'The endpoint answered no test.' } },
  )
  assert.equal(rejected.environments.stage.state, 'rejected')
  assert.equal(rejected.environments.stage.reason, 'The endpoint answered no test.')
  assert.equal(rejected.is_locked, false)
  await untold('suspend')
  await world.request(app.id, 1, 'stage')
  await world.approve(app.id, 1, 'stage')
  const told = await world.change('Cust1', { change: 'resume' })
  assert.equal(told.apps[0].state, 'told')
  await receiver.request(1)
  assert.equal(receiver.received.length, 1)
})

test('a later version that is saved and not published changes no delivery where an earlier one counts', async (t) => {
  const world = await openPartnerWorld(t)
  const [present, next] = await Promise.all([startApp(t), startApp(t)])
  const app = await world.publishedApp(section(on(present.endpoint)))
  const draft = await done(world.server, 'POST', `/v1/apps/${app.id}/versions`, {
    key: world.key,
    body: { label: 'Next' },
  })
  assert.equal(draft.version, 2)
  assert.deepEqual(draft.customer_state_change, section(on(present.endpoint)))
  await world.save(app.id, 2, section(on(next.endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await present.receiver.request(1)
  await world.request(app.id, 2, 'stage')
  await world.approve(app.id, 2, 'stage')
  await world.change('Cust1', { change: 'resume' })
  await next.receiver.request(1)
  assert.equal(present.receiver.received.length, 1)
  const first = (await world.version(app.id, 1)).body
  assert.equal(first.environments.production.state, 'replaced')
})

test('requesting stage locks a version, a rejection or a withdrawal opens it, and publication closes it for good', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.makeApp('standard')
  const saving = async (): Promise<number> => {
    const { etag } = await world.version(app.id, 1)
    const answer = await world.server.call('PATCH', `/v1/apps/${app.id}/versions/1`, {
      key: world.key,
      headers: { 'if-match': etag },
      body: { label: 'Renamed' },
    })
    return answer.status
  }
  const path = `/v1/apps/${app.id}/versions/1/publications`
  assert.equal(await saving(), 200)
  await world.request(app.id, 1, 'stage')
  assert.equal(await saving(), 409)
  await done(world.server, 'POST', `${path}/stage/reject`, { body: { reason: 'no' } })
  assert.equal(await saving(), 200)
  await world.request(app.id, 1, 'stage')
  await done(world.server, 'DELETE', `${path}/stage`, { key: world.key })
  assert.equal(await saving(), 200)
  await world.request(app.id, 1, 'stage')
  await world.approve(app.id, 1, 'stage')
  assert.equal(await saving(), 409)
  const next = { key: world.key, body: { label: 'Two' } }
  await done(world.server, 'POST', `/v1/apps/${app.id}/versions`, next)
  await world.request(app.id, 2, 'stage')
  await world.approve(app.id, 2, 'stage')
  assert.equal((await world.version(app.id, 1)).body.environments.stage.state, 'replaced')
  assert.equal(await saving(), 409)
})

test('what is approved for a custom app in stage counts in production too; a standard app is asked for again', async (t) => {
  const world = await openPartnerWorld(t)
  const [custom, standard] = [await world.makeApp('custom'), await world.makeApp('standard')]
  const asking = (app: string, environment: string) =>
    world.server.call('POST', `/v1/apps/${app}/versions/1/publications`, {
      key: world.key,
      body: { environment },
    })
  for (const { id } of [custom, standard]) {
    assert.equal((await asking(id, 'production')).status, 409)
    await world.request(id, 1, 'stage')
    assert.equal((await asking(id, 'stage')).status, 409)
    await world.approve(id, 1, 'stage')
  }
  const shown = async (id: string) =>
    (await done(world.server, 'GET', `/v1/apps/${id}`, { key: world.key })).published
  assert.deepEqual(await shown(custom.id), { sod: 1, stage: 1, production: 1 })
  assert.deepEqual(await shown(standard.id), { sod: 1, stage: 1, production: null })
  const waiting = await world.request(standard.id, 1, 'production')
  assert.equal(waiting.environments.production.state, 'requested')
  const listed = await done(world.server, 'GET', '/v1/apps?requested=true')
  assert.deepEqual(
    listed.data.map((app: { id: string }) => app.id),
    [standard.id],
  )
  await world.approve(standard.id, 1, 'production')
  assert.deepEqual(await shown(standard.id), { sod: 1, stage: 1, production: 1 })
})

test('of an app one version at a time waits for an environment, and a draft begins with the version that is named', async (t) => {
  const world = await openPartnerWorld(t)
  const { endpoint } = await startApp(t)
  const app = await world.makeApp()
  const path = `/v1/apps/${app.id}/versions`
  await world.save(app.id, 1, section(on(endpoint)))
  await done(world.server, 'POST', path, { key: world.key, body: { label: 'Two' } })
  await world.save(app.id, 2, section(off))
  const body = { label: 'Three', from: 1 }
  const third = await done(world.server, 'POST', path, { key: world.key, body })
  assert.deepEqual(third.customer_state_change, section(on(endpoint)))
  await world.request(app.id, 1, 'stage')
  const second = await world.server.call('POST', `${path}/2/publications`, {
    key: world.key,
    body: { environment: 'stage' },
  })
  assert.equal(second.status, 409)
  assert.match(second.json.detail, /^Version 1 waits for stage/)
})

test('only the operator decides what is published', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.makeApp()
  await world.request(app.id, 1, 'stage')
  const path = `/v1/apps/${app.id}/versions/1/publications/stage`
  for (const [end, body] of [
    ['approve', undefined],
    ['reject', { reason: 'no' }],
  ] as const) {
    const options = { key: world.key, ...(body === undefined ? {} : { body }) }
    assert.equal((await world.server.call('POST', `${path}/${end}`, options)).status, 403)
  }
  assert.equal((await world.version(app.id, 1)).body.environments.stage.state, 'requested')
})

test('of two people who save at once one is told that the other was first, and nobody saves unseen', async (t) => {
  const world = await openPartnerWorld(t)
  const app = await world.makeApp()
  const { etag } = await world.version(app.id, 1)
  const save = (label: string, headers: Readonly<Record<string, string>>) =>
    world.server.call('PATCH', `/v1/apps/${app.id}/versions/1`, {
      key: world.key,
      headers,
      body: { label },
    })
  const both = await Promise.all(['a', 'b'].map((label) => save(label, { 'if-match': etag })))
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412],
  )
  assert.equal((await save('c', {})).status, 428)
  assert.equal((await save('c', { 'if-match': '*' })).status, 412)
  const { body } = await world.version(app.id, 1)
  assert.equal(body.save_count, 2)
  const appEtag = (await world.server.call('GET', `/v1/apps/${app.id}`)).headers.get('etag')
  const rename = () =>
    world.server.call('PATCH', `/v1/apps/${app.id}`, {
      key: world.key,
      headers: { 'if-match': appEtag ?? '' },
      body: { name: 'Renamed' },
    })
  assert.deepEqual([(await rename()).status, (await rename()).status], [200, 412])
})

test('each save is in the change log, and what the version was then can be downloaded', async (t) => {
  const world = await openPartnerWorld(t)
  const { endpoint } = await startApp(t)
  const app = await world.makeApp()
  await world.save(app.id, 1, section(on(endpoint)))
  await world.save(app.id, 1, section(off))
  const path = `/v1/apps/${app.id}/versions/1/saves`
  const { data } = await done(world.server, 'GET', path, { key: world.key })
  assert.deepEqual(
    data.map((save: { save: number }) => save.save),
    [1, 2, 3],
  )
  const file = await world.server.call('GET', `${path}/2`, { key: world.key })
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="app_/)
  assert.deepEqual(file.json.customer_state_change, section(on(endpoint)))
  assert.match(file.json.by, /\(portal\)$/)
})

test('the secret of an app opens this app and nothing else of its partner', async (t) => {
  const world = await openPartnerWorld(t)
  const [own, other] = [await world.makeApp(), await world.makeApp()]
  const made = await done(world.server, 'POST', `/v1/apps/${own.id}/secrets`, {
    key: world.key,
    body: { name: 'deployment' },
  })
  const statusOf = async (path: string): Promise<number> =>
    (await world.server.call('GET', path, { key: made.key })).status
  assert.equal(await statusOf(`/v1/apps/${own.id}`), 200)
  assert.equal(await statusOf(`/v1/apps/${other.id}`), 404)
  assert.equal(await statusOf('/v1/partners/acme/apps'), 403)
  assert.equal(await statusOf('/v1/partners/nobody/apps'), 404)
  assert.equal(await statusOf('/v1/tenants/acme'), 404)
  assert.equal(await statusOf('/partner:acme/api/v1/Webhook'), 404)
  const body = { name: 'of the other' }
  const others = await done(world.server, 'POST', `/v1/apps/${other.id}/secrets`, { body })
  const { data } = await done(world.server, 'GET', `/v1/apps/${own.id}/secrets`, { key: made.key })
  assert.deepEqual(
    data.map(({ id }: { id: string }) => id),
    [made.id],
  )
  const foreign = `/v1/apps/${own.id}/secrets/${others.id}`
  assert.equal((await world.server.call('DELETE', foreign, { key: made.key })).status, 404)
  await done(world.server, 'DELETE', `/v1/apps/${own.id}/secrets/${made.id}`, { key: world.key })
  assert.equal(await statusOf(`/v1/apps/${own.id}`), 401)
})
