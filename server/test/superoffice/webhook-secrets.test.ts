import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openReceiver, openWorld } from './webhook-world.ts'

const farUrl = 'https://192.0.2.1/so'

test('the secret is returned, encrypted at rest, and in no log', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'posthorn-secrets-'))
  const store = join(directory, 'posthorn.db')
  const world = await openWorld(t, {
    POSTHORN_STORE: `sqlite:${store}`,
    POSTHORN_LOG_LEVEL: 'trace',
  })
  t.after(() => rm(directory, { recursive: true }))
  const receiver = await openReceiver(t)
  const planted = ['planted-secret-1', 'planted-secret-2', 'planted-header']
  const saved = await world.save({
    TargetUrl: receiver.url,
    Events: ['a.b'],
    Secret: planted[0],
    Headers: { Authorization: `Bearer ${planted[2]}` },
  })
  assert.equal(saved.Secret, planted[0])
  const path = `Webhook/${saved.WebhookId}`
  const changed = await world.call('PATCH', path, { body: { Secret: planted[1] } })
  assert.equal(changed.json.Secret, planted[1])
  assert.equal((await world.call('GET', 'Webhook')).list[0]?.Secret, planted[1])
  receiver.answers(410)
  await world.call('POST', 'Webhook/a.b/1', { body: {} })
  await world.fact((fact) => fact.kind === 'attempt-recorded')
  await world.call('POST', 'Webhook', { body: { Secret: planted[1], TargetUrl: 'ftp://x' } })
  await world.call('POST', 'Webhook', { body: `{"Secret":"${planted[1]}",` })
  await world.service.stop(2_000)

  const kept = await Promise.all(
    (await readdir(directory)).map((name) => readFile(join(directory, name))),
  )
  assert.ok(kept.length > 0)
  for (const text of planted) {
    for (const bytes of kept) assert.equal(bytes.includes(text), false, `${text} is on disk`)
    assert.equal(world.log().includes(text), false, `${text} is in the log`)
  }
})

test('with masking on, what was read can be saved back and the stored secret stays', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const saved = await world.save({ TargetUrl: farUrl, State: 'Stopped', Secret: 'planted-secret' })
  const path = `Webhook/${saved.WebhookId}`
  const secretOf = () => {
    const [secret] =
      world.service.pipeline.subscriptions.find(saved.WebhookId)?.config.secrets.current ?? []
    return secret?.kind === 'hmac-text' ? secret.text : null
  }
  assert.notEqual(saved.Secret, 'planted-secret')
  assert.notEqual(saved.Secret, '')
  const { json } = await world.call('GET', path)
  assert.equal((await world.call('PUT', path, { body: json })).status, 200)
  assert.equal(secretOf(), 'planted-secret')
  assert.equal((await world.call('PATCH', path, { body: { Name: 'b' } })).status, 200)
  assert.equal(secretOf(), 'planted-secret')

  // A new secret replaces it, and an empty one takes it away.
  await world.call('PATCH', path, { body: { Secret: 'another' } })
  assert.equal(secretOf(), 'another')
  const emptied = await world.call('PUT', path, { body: { ...json, Secret: '' } })
  assert.equal(emptied.json.Secret, '')
  assert.equal(secretOf(), null)
})

test('with masking on, the values of headers are hidden, and stay when the mask comes back', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const receiver = await openReceiver(t)
  const saved = await world.save({
    TargetUrl: receiver.url,
    Headers: { 'X-Token': 'planted', 'X-Region': 'north' },
  })
  assert.equal(JSON.stringify(saved).includes('planted'), false)
  const path = `Webhook/${saved.WebhookId}`
  const { json } = await world.call('GET', path)
  const body = { ...json, Headers: { ...json.Headers, 'X-Region': 'south' } }
  assert.equal((await world.call('PUT', path, { body })).status, 200)
  assert.equal((await world.call('PATCH', path, { body: { Name: 'b' } })).status, 200)
  const stored = world.service.pipeline.subscriptions.find(saved.WebhookId)?.config.headers
  assert.deepEqual(stored, { 'X-Token': 'planted', 'X-Region': 'south' })
  const added = { ...json, Headers: { ...json.Headers, 'X-New': '********' } }
  const refused = await world.call('PUT', path, { body: added })
  assert.equal(refused.status, 400)
  assert.match(refused.json.Message, /Headers "X-New" has the mask/)
})

test('with masking on, a test of what was read is signed with the stored secret', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const receiver = await openReceiver(t)
  const saved = await world.save({ TargetUrl: receiver.url, Secret: 'planted-secret' })
  await world.call('POST', 'Webhook/Test', { body: saved })
  const [ping, event] = receiver.received
  assert.ok(ping?.headers['x-superoffice-signature'])
  assert.ok(event?.headers['x-superoffice-signature'])
  const copied = { ...saved, WebhookId: 0 }
  const answer = await world.call('POST', 'Webhook', { body: copied })
  assert.equal(answer.status, 400)
  assert.match(answer.json.Message, /mask/)
})

test('with masking on, a receiver that repeats what it was sent shows nobody a stored value', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const receiver = await openReceiver(t)
  const saved = await world.save({
    TargetUrl: receiver.url,
    Secret: 'planted-secret',
    Headers: { 'X-Token': 'planted-value' },
  })
  receiver.answers(401, 'not planted-value, not planted-secret')
  const tested = await world.call('POST', 'Webhook/Test', { body: saved })
  assert.equal(tested.json.Success, false)
  assert.match(tested.json.Message, /not \(hidden\), not \(hidden\)/)
  const refused = await world.call('PUT', `Webhook/${saved.WebhookId}`, {
    body: { ...saved, TargetUrl: `${receiver.url}/other` },
  })
  assert.match(refused.text, /not \(hidden\), not \(hidden\)/)
})
