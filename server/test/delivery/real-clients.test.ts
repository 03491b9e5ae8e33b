/**
 * From the API to a receiver's own code, over real sockets and TLS: the whole service in this
 * process, subscriptions made by HTTP, endpoints with certificates of a local authority, and the
 * unmodified packages that receivers use as judges.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createSuperOfficeVerifier } from 'posthorn-receiver'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { verifyInPython } from '../world/python-client.ts'
import { makeLocalCa } from '../world/local-ca.ts'
import { type RunningServer, startServer } from '../world/running-server.ts'
import {
  openScriptedEndpoint,
  type ReceivedRequest,
  type ScriptedEndpoint,
} from '../world/scripted-endpoint.ts'

const tenant = '/v1/tenants/Cust20001'

interface Stand {
  readonly server: RunningServer
  readonly endpoint: ScriptedEndpoint
  readonly manage: string
  readonly ingest: string
}

/** A service that trusts the authority of its endpoint's certificate, or does not. */
async function stand(t: TestContext, isTrusted = true): Promise<Stand> {
  const ca = makeLocalCa()
  const endpoint = await openScriptedEndpoint({ leaf: ca.issue() })
  t.after(() => endpoint.close())
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-clients-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const caPath = join(folder, 'ca.pem')
  writeFileSync(caPath, ca.caPem)
  const server = await startServer(t, {
    POSTHORN_ALLOW_HTTP_TARGETS: '0',
    ...(isTrusted ? { POSTHORN_EXTRA_CA: caPath } : {}),
  })
  const { manage, ingest } = await server.makeTenant('Cust20001')
  return { server, endpoint, manage, ingest }
}

/** What a receiver's framework hands its code. */
function headersOf({ rawHeaders }: ReceivedRequest): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers[rawHeaders[index]!.toLowerCase()] = rawHeaders[index + 1]!
  }
  return headers
}

/** Hands an event in and answers the request that it became. */
async function delivered({ server, endpoint, ingest }: Stand, data: object) {
  const count = endpoint.requests.length + 1
  const body = { type: 'contact.changed', data }
  await server.done('POST', `${tenant}/events`, { key: ingest, body })
  await endpoint.receives(count)
  return endpoint.requests[count - 1]!
}

type Verify = (secret: string, body: Buffer, headers: Record<string, string>) => boolean

const verifiedBy =
  (Library: typeof StandardWebhook | typeof SvixWebhook): Verify =>
  (secret, body, headers) => {
    try {
      new Library(secret).verify(body.toString(), headers)
      return true
    } catch {
      return false
    }
  }

const libraries: Readonly<Record<string, Verify>> = {
  standardwebhooks: verifiedBy(StandardWebhook),
  svix: verifiedBy(SvixWebhook),
  'standardwebhooks of Python': verifyInPython,
}

for (const [library, verify] of Object.entries(libraries)) {
  const accepts = (secret: string, request: ReceivedRequest): boolean =>
    verify(secret, request.body, headersOf(request))

  test(`${library} verifies what is delivered before, during and after a rotation`, async (t) => {
    const world = await stand(t)
    const { server, endpoint, manage } = world
    const path = `${tenant}/subscriptions`
    const body = { url: endpoint.origin, event_types: ['contact.*'] }
    const made = await server.done('POST', path, { key: manage, body })
    const rotate = (graceSeconds: number) =>
      server.done('POST', `${path}/${made.id}/secret/rotate`, {
        key: manage,
        body: { grace_seconds: graceSeconds },
      })

    const before = await delivered(world, { name: 'Kundebesøk – Zoë ☃' })
    assert.ok(accepts(made.secret, before))
    const changed = Buffer.from(before.body.toString().replace('☃', '☄'))
    assert.ok(!accepts(made.secret, { ...before, body: changed }), 'another body')

    const second = await rotate(3_600)
    const during = await delivered(world, { name: 'Kundebesøk – Zoë ☃' })
    assert.ok(accepts(made.secret, during), 'a receiver that has the old secret')
    assert.ok(accepts(second.secret, during), 'a receiver that has the new one')

    const third = await rotate(0)
    const after = await delivered(world, { name: 'Kundebesøk – Zoë ☃' })
    assert.ok(accepts(third.secret, after))
    assert.ok(accepts(made.secret, after), 'its grace is not over')
    assert.ok(!accepts(second.secret, after), 'it had none')
  })

  test(`${library} verifies each attempt of a delivery that is tried again`, async (t) => {
    const world = await stand(t)
    const { server, endpoint, manage } = world
    const made = await server.done('POST', `${tenant}/subscriptions`, {
      key: manage,
      body: { url: endpoint.origin, event_types: ['*'], retry: { delays_ms: [1_000] } },
    })
    endpoint.answers(500)
    const first = await delivered(world, { step: 1 })
    await endpoint.receives(2)
    const second = endpoint.requests[1]!
    assert.ok(accepts(made.secret, first))
    assert.ok(accepts(made.secret, second))
    assert.equal(headersOf(second)['webhook-id'], headersOf(first)['webhook-id'])
    assert.deepEqual(second.body, first.body)
  })
}

const hooks = '/Cust20001/api/v1/Webhook'

test('posthorn-receiver verifies the ping, the attempts and a changed secret of SuperOffice', async (t) => {
  const world = await stand(t)
  const { server, endpoint, manage } = world
  const verify = (request: ReceivedRequest, secret: string) =>
    createSuperOfficeVerifier({ secrets: secret }).verify({
      headers: headersOf(request),
      body: request.body,
    })
  const hook = await server.done('POST', hooks, {
    key: manage,
    body: {
      Name: 'CRM sync – æøå',
      Events: ['contact.changed'],
      TargetUrl: endpoint.origin,
      Secret: 'nøkkel',
    },
  })
  const ping = await verify(endpoint.requests[0]!, 'nøkkel')
  assert.equal(ping.isTest, true)

  endpoint.answers(500)
  const first = await delivered(world, { PrimaryKey: 4711, Changes: ['name'] })
  await endpoint.receives(3)
  const second = endpoint.requests[2]!
  const [one, other] = [await verify(first, 'nøkkel'), await verify(second, 'nøkkel')]
  assert.equal(one.isTest, false)
  assert.equal(one.id, other.id)
  assert.deepEqual(one.payload, other.payload)
  assert.equal(headersOf(second)['x-superoffice-retry'], '1')

  await server.done('PATCH', `${hooks}/${hook.WebhookId}`, {
    key: manage,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ Secret: 'another' }),
  })
  const third = await delivered(world, { PrimaryKey: 4712 })
  await verify(third, 'another')
  await assert.rejects(verify(third, 'nøkkel'))
})

test('without the authority of its certificate an endpoint gets nothing, and the log says why', async (t) => {
  const { server, endpoint, manage, ingest } = await stand(t, false)
  await server.done('POST', `${tenant}/subscriptions`, {
    key: manage,
    body: { url: endpoint.origin, event_types: ['*'] },
  })
  const body = { type: 'contact.changed', data: {} }
  await server.done('POST', `${tenant}/events`, { key: ingest, body })
  const fact = await server.fact(({ kind }) => kind === 'attempt-recorded')
  assert.ok(fact.kind === 'attempt-recorded')
  assert.deepEqual(fact.attempt.outcome, { kind: 'unreached', errorClass: 'tls-unknown-ca' })
  assert.equal(endpoint.requests.length, 0)
})
