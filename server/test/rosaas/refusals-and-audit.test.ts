/** Every refusal has the one shape of RoSaaS's answers, and every change is in the audit log, without a secret. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openProductWorld } from './product-world.ts'

const url = 'https://198.51.100.7/api/WebhookListener/notifyme'

test('what no operation takes is refused in the shape of all answers', async (t) => {
  const world = await openProductWorld(t)
  const events = '/api/management/apps/v1/events'
  const long = JSON.stringify({ EventCode: 1, TenantSystemName: 'x'.repeat(1_100_000) })
  const cases = [
    ['GET', '/api/management/nothing', undefined, 404],
    ['GET', '/api/identity/nothing', undefined, 404],
    ['PATCH', world.endpoints, undefined, 405],
    ['POST', events, long, 413],
    ['POST', events, '{"EventCode":', 400],
    ['POST', world.endpoints, Uint8Array.of(0x22, 0xff, 0x22), 400],
    ['POST', world.endpoints, '['.repeat(70) + ']'.repeat(70), 400],
  ] as const
  for (const [method, path, body, status] of cases) {
    // `call` holds every answer to the shape.
    const answer = await world.call(method, path, body)
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`)
  }
  const wrongType = await world.server.call('POST', events, {
    key: world.token,
    body: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(wrongType.status, 415)
  assert.equal(wrongType.json.metadata.success, false)
})

test('changes of endpoints are in the audit log of the tenant, and no secret is', async (t) => {
  const world = await openProductWorld(t)
  // One of them looks like an instant.
  const secrets = ['My secret, typed by hand!', '2026-07-03T10:00:00Z'] as const
  const id = await world.makeEndpoint({ url, signingSecret: secrets[0] })
  const one = `${world.endpoints}/${id}`
  const read = await world.done('GET', one)
  await world.done('PUT', one, { ...read, signingSecret: secrets[1] })
  const revealed = await world.done('POST', `${one}/reveal-secret`)
  assert.equal(revealed.signingSecret, secrets[1])
  await world.done('DELETE', one)
  const audit = `/v1/tenants/${world.tenantId}/audit`
  const { data } = await world.server.done('GET', audit)
  const made = await world.server.done('POST', `/v1/tenants/${world.tenantId}/keys`, {
    body: { name: 'reads', scopes: ['read'], application: 'another' },
  })
  const seen = await world.server.done('GET', audit, { key: made.key })
  const ofEndpoints = (all: typeof data) =>
    all.filter(({ operation }: { operation: string }) => operation.startsWith('rosaas'))
  // An endpoint is the tenant's, whichever client made it.
  assert.deepEqual(ofEndpoints(seen.data), ofEndpoints(data))
  const operations = data.map((entry: { operation: string }) => entry.operation)
  for (const operation of ['Create', 'Change', 'Delete']) {
    assert.ok(operations.includes(`rosaas${operation}Endpoint`), operation)
  }
  assert.ok(operations.includes('rosaasRevealSecret'))
  for (const secret of secrets) assert.ok(!JSON.stringify(data).includes(secret), secret)
})
