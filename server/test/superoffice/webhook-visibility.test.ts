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
