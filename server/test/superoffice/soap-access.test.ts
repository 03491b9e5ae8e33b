/** Who may call the SOAP service: a key in the envelope is worth what it is worth in a header. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { soapGroup } from '../../src/api/superoffice/soap/soap-group.ts'
import { services, soap, stopped, versions, webhook } from './soap-world.ts'
import { openWorld } from './webhook-world.ts'

test('a key opens in Credentials, as SOTicket, Bearer or Basic, and a header wins', async (t) => {
  const world = await openWorld(t)
  const basic = Buffer.from(`whoever:${world.key}`).toString('base64')
  for (const authorization of [`SOTicket ${world.key}`, `bearer ${world.key}`, `Basic ${basic}`]) {
    const called = await soap(world, 'GetAllWebhooks', '', {
      ticket: 'nobody-s-key',
      headers: { authorization },
    })
    assert.equal(called.textOf('Succeeded'), 'true', authorization)
  }
  const wrong = { headers: { authorization: 'Bearer nobody-s-key' } }
  assert.equal((await soap(world, 'GetAllWebhooks', '', wrong)).status, 401)
  for (const ticket of [null, '', 'nobody-s-key', 'x'.repeat(600)]) {
    for (const version of versions) {
      const called = await soap(world, 'GetAllWebhooks', '', { ticket, version })
      assert.equal(called.status, 401)
      assert.equal(called.textOf('Succeeded'), 'false')
      assert.equal(called.textOf('ExceptionType'), 'SoSessionException')
      assert.ok(called.find('Fault') !== undefined)
      assert.ok(!called.text.includes('nobody-s-key'))
    }
  }
})

test('a ticket opens nothing at another tenant, which answers like one that does not exist', async (t) => {
  const world = await openWorld(t)
  const tenant = await world.addTenant('Cust20002')
  const saved = await world.save({ TargetUrl: 'https://192.0.2.1/', State: 'Stopped' })
  const foreign = await world.addKey({ tenant, application: 'crm-sync' })
  const calls = soapGroup.operations.filter(({ body }) => body?.kind === 'envelope')
  assert.equal(calls.length, 8)
  for (const { id } of calls) {
    const call = id.replace('superofficeSoap', '')
    const inner = `<w:WebhookId>${saved.WebhookId}</w:WebhookId>`
    const existing = await soap(world, call, inner, { ticket: foreign })
    const unknown = await soap(world, call, inner, { ticket: foreign, tenant: 'Cust99999' })
    assert.equal(existing.status, 404, call)
    assert.equal(existing.text, unknown.text)
  }
  assert.deepEqual((await world.call('GET', `Webhook/${saved.WebhookId}`)).json, {
    ...saved,
  })
})

test('a ticket has the rights of its key: a read key reads without secrets, an ingest key signals', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({
    TargetUrl: 'https://192.0.2.1/',
    State: 'Stopped',
    Secret: 'planted-secret',
  })
  const id = `<w:WebhookId>${saved.WebhookId}</w:WebhookId>`
  const application = 'crm-sync'
  const read = await world.addKey({ scopes: ['read'], application })
  const ingest = await world.addKey({ scopes: ['ingest'], application })
  const seen = await soap(world, 'GetWebhook', id, { ticket: read })
  assert.equal(seen.textOf('WebhookId'), String(saved.WebhookId))
  assert.ok(!seen.text.includes('planted'))
  assert.equal((await soap(world, 'GetWebhook', id)).textOf('Secret'), 'planted-secret')
  const event = '<w:EventName>a.b</w:EventName>'
  assert.equal((await soap(world, 'SignalEvent', event, { ticket: ingest })).status, 200)
  const refused = [
    await soap(world, 'SaveWebhook', webhook(stopped), { ticket: read }),
    await soap(world, 'DeleteWebhook', id, { ticket: read }),
    await soap(world, 'TestWebhook', webhook(stopped), { ticket: read }),
    await soap(world, 'SignalEvent', event, { ticket: read }),
    await soap(world, 'GetWebhook', id, { ticket: ingest }),
    await soap(world, 'GetWebhook', id, { headers: { authorization: `Bearer ${ingest}` } }),
  ]
  for (const answer of refused) {
    assert.equal(answer.status, 403)
    assert.equal(answer.textOf('ExceptionType'), 'SoAccessDeniedException')
  }
  assert.ok(!world.log().includes(read) && !world.log().includes(world.key))
})

test('with masking on, a round trip by SOAP keeps the stored secret and header values', async (t) => {
  const world = await openWorld(t, { POSTHORN_SUPEROFFICE_MASK_SECRETS: '1' })
  const { WebhookId } = await world.save({
    TargetUrl: 'https://192.0.2.1/',
    State: 'Stopped',
    Secret: 'planted-secret',
    Headers: { 'X-Token': 'planted-value' },
  })
  const found = await soap(world, 'GetWebhook', `<w:WebhookId>${WebhookId}</w:WebhookId>`)
  assert.ok(!found.text.includes('planted'))
  const carrier = /<Response>([\s\S]*)<\/Response>/.exec(found.text)?.[1] ?? ''
  const sent = `<Webhook xmlns="${services}">${carrier}</Webhook>`
  assert.equal((await soap(world, 'SaveWebhook', sent)).textOf('Succeeded'), 'true')
  const stored = world.service.pipeline.subscriptions.find(WebhookId)
  assert.deepEqual(stored?.config.secrets.current, [{ kind: 'hmac-text', text: 'planted-secret' }])
  assert.deepEqual(stored.config.headers, { 'X-Token': 'planted-value' })
  assert.ok(!world.log().includes('planted'))
})
