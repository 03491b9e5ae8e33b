/**
 * A receiver as somebody writes it who has read the guide of RoSaaS, and everything else over the
 * API alone: an endpoint with a generated secret, events, and what is seen where the secret differs.
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { createRosaasVerifier } from 'posthorn-receiver'
import type { Json } from '../world/running-server.ts'
import { openProductWorld } from './product-world.ts'

/** The C# sample of the guide, line by line: the header against the setting, then 401 or 200. */
async function startSample(t: TestContext, expectedSecret: () => string) {
  const stored: Json[] = []
  const verified: unknown[] = []
  const sample = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.headers['x-signing-secret'] !== expectedSecret()) {
        response.writeHead(401, { 'content-type': 'text/plain' }).end('Invalid signing secret.')
        return
      }
      const body = Buffer.concat(chunks)
      stored.push(JSON.parse(body.toString()))
      verified.push(
        createRosaasVerifier({ secrets: expectedSecret() }).verify({
          headers: request.headers,
          body,
        }),
      )
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => sample.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    sample.closeAllConnections()
    sample.close()
  })
  const { port } = sample.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/WebhookListener/notifyme`
  return { stored, verified, url }
}

test('a listener written after the guide takes all 19 events, registered and handed in over the API', async (t) => {
  const world = await openProductWorld(t)
  let secret = ''
  const { stored, verified, url } = await startSample(t, () => secret)
  secret = (await world.done('POST', `${world.endpoints}/generate-secret`)).signingSecret
  await world.makeEndpoint({ url, allEvents: true, signingSecret: secret })
  const catalogue: readonly Json[] = await world.done('GET', '/api/management/apps/v1/event-types')
  for (const { example } of catalogue) await world.handIn(example)
  const { facts } = world.server
  await world.server.fact(
    () => facts.filter(({ kind }) => kind === 'attempt-recorded').length >= catalogue.length,
  )
  await Promise.all(verified)
  assert.equal(verified.length, 19)
  const byCode = stored.toSorted((a, b) => a.EventCode - b.EventCode)
  assert.deepEqual(
    byCode.map(({ Event, EventCode, MetaData }) => [Event, EventCode, MetaData]),
    catalogue.map(({ event, id, example }) => [event, id, example.MetaData]),
  )
  const { items } = await world.done(
    'GET',
    '/api/management/apps/v1/events?delivery_success=true&limit=100',
  )
  assert.equal(items.length, 19)
})

test('a listener with another secret answers 401, and the delivery says so in a sentence', async (t) => {
  const world = await openProductWorld(t)
  const { stored, url } = await startSample(t, () => 'another one')
  await world.makeEndpoint({ url, signingSecret: 'the one in the panel' })
  const { Id } = await world.handIn({
    EventCode: 3,
    TenantSystemName: 'acme-crm',
    MetaData: { ChangingDate: '2025-03-04T10:12:00Z' },
  })
  await world.server.fact(({ kind }) => kind === 'attempt-recorded')
  assert.equal(stored.length, 0)
  const { server } = world
  const { deliveries } = await server.done('GET', `/v1/tenants/acme/events/${Id}`)
  const delivery = await server.done('GET', `/v1/tenants/acme/deliveries/${deliveries[0].id}`)
  const [attempt] = delivery.attempts
  assert.equal(attempt.status, 401)
  assert.equal(attempt.why, 'The endpoint answered 401: Invalid signing secret.')
  const { data } = await server.done('GET', '/v1/tenants/acme/subscriptions')
  assert.match(data[0].health.last_error, /401.*Invalid signing secret[.]/s)
  assert.ok(!JSON.stringify(delivery).includes('the one in the panel'))
})
