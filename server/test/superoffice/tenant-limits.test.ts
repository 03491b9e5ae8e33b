/** A tenant's own limits at the doors of SuperOffice's APIs, each of which refuses in its own words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exported, importAll } from './imported-lists.ts'
import { envelope, path, services, soap, webhook } from './soap-world.ts'
import { operatorKey, openWorld, type WebhookWorld } from './webhook-world.ts'

async function limitedWorld(t: Parameters<typeof openWorld>[0], limits: object) {
  const world = await openWorld(t)
  const { status } = await world.request('PUT', `/v1/tenants/${world.tenant.id}/limits`, {
    headers: { authorization: `Bearer ${operatorKey}` },
    body: { subscriptions_max: null, events_per_second: null, ...limits },
  })
  assert.equal(status, 200)
  return world
}

interface Signalled {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const doors: Readonly<Record<string, (world: WebhookWorld) => Promise<Signalled>>> = {
  REST: (world) => world.call('POST', 'Webhook/a.b/1', { body: {} }),
  agents: (world) =>
    world.call('POST', 'Agents/Webhook/SignalEvent', {
      body: { EventName: 'a.b', PrimaryKey: 1, Data: {} },
    }),
  SOAP: (world) =>
    world.request('POST', path(world), {
      body: envelope(
        '1.1',
        world.key,
        '<w:SignalEvent><w:EventName>a.b</w:EventName></w:SignalEvent>',
      ),
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        soapaction: `"${services}/Webhook/SignalEvent"`,
      },
    }),
}

for (const [name, signal] of Object.entries(doors)) {
  test(`an event signalled by ${name} beyond the tenant's rate is refused and not stored`, async (t) => {
    const world = await limitedWorld(t, { events_per_second: 0.01 })
    const first = await signal(world)
    assert.ok(first.status < 300 && !first.text.includes('SoServerBusyException'), first.text)
    const refused = await signal(world)
    // A SOAP call that was read and refused is answered with 200, as clients expect.
    assert.equal(refused.status, name === 'SOAP' ? 200 : 429, refused.text)
    assert.match(refused.text, /SoServerBusyException/)
    assert.match(refused.text, /more events than it may[.] Nothing was stored/)
    const wait = Number(refused.headers.get('retry-after'))
    assert.ok(wait >= 1 && wait <= 100, String(wait))
    const events = await world.request('GET', `/v1/tenants/${world.tenant.id}/events`, {
      headers: { authorization: `Bearer ${operatorKey}` },
    })
    assert.equal((JSON.parse(events.text) as { data: unknown[] }).data.length, 1)
  })
}

test('a tenant has no more webhooks than its own number, whichever API makes them', async (t) => {
  const world = await limitedWorld(t, { subscriptions_max: 1 })
  const imported = await importAll(world, exported)
  assert.deepEqual([imported.status, imported.json.code], [409, 'subscription-limit-reached'])
  const draft = {
    Name: 'x',
    Events: ['sale.sold'],
    TargetUrl: 'https://192.0.2.1/so',
    State: 'Stopped',
  }
  await world.save(draft)
  const answers = [
    await world.call('POST', 'Webhook', { body: draft }),
    await world.call('POST', 'Agents/Webhook/SaveWebhook', { body: draft }),
  ]
  for (const { status, text } of answers) {
    assert.equal(status, 409, text)
    assert.match(text, /as many webhooks as it may have/)
  }
  const stopped =
    '<w:Events xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:string>sale.sold</a:string></w:Events><w:Name>x</w:Name><w:State>Stopped</w:State><w:TargetUrl>https://192.0.2.1/so</w:TargetUrl>'
  const { text } = await soap(world, 'SaveWebhook', webhook(stopped))
  assert.match(text, /as many webhooks as it may have/)
})
