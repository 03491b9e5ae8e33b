/**
 * `examples/receive-standard-webhooks` as it is started by hand: against requests signed for tests,
 * and against the whole service.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test, type TestContext } from 'node:test'
import { signStandardWebhooksRequest, type StandardWebhooksSample } from 'posthorn-receiver/testing'
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import { startServer } from '../world/running-server.ts'

const example = join(
  import.meta.dirname,
  '../../../examples/receive-standard-webhooks/receiver.mjs',
)
const { v1, v1a } = vectors.standardWebhooks
const secret = v1[0]!.secret

async function startExample(t: TestContext, secrets = secret) {
  const child = spawn(process.execPath, [example], {
    env: { PATH: process.env['PATH'], PORT: '0', WEBHOOK_SECRETS: secrets },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  t.after(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => String((await lines.next()).value)
  const url = (await line()).replace('listening on ', '')
  assert.match(url, /^http:\/\/127[.]0[.]0[.]1:\d+\/webhooks$/)
  const post = async (sample: Partial<StandardWebhooksSample> = {}) => {
    const request = await signStandardWebhooksRequest({ secrets: secret, ...sample })
    return (await fetch(url, request)).status
  }
  return { url, line, post }
}

test('the example notes what is genuine once, and refuses what is not', async (t) => {
  const { url, line, post } = await startExample(t)
  assert.equal(await post({ secrets: v1[3]!.secret }), 401)
  assert.equal(await post({ atMs: Date.now() - 301_000 }), 401)
  const signed = await signStandardWebhooksRequest({ secrets: secret })
  assert.equal(
    (await fetch(url, { ...signed, body: signed.body.replace('4711', '1') })).status,
    401,
  )
  assert.equal(await post({ body: '{not json' }), 400)
  assert.equal(await post({ members: { data: 'x'.repeat(2 * 1024 * 1024) } }), 413)
  assert.equal((await fetch(url)).status, 405)
  assert.equal((await fetch(url.replace('webhooks', 'other'), signed)).status, 404)
  for (const id of ['evt_1', 'evt_1', 'evt_2']) assert.equal(await post({ id }), 200)
  assert.equal(await post({ id: 'evt_3', body: '{"any":"shape"}' }), 200)
  assert.equal(await line(), 'evt_1: contact.changed {"id":4711}')
  assert.equal(await line(), 'evt_2: contact.changed {"id":4711}')
  assert.equal(await line(), 'evt_3: an event {"any":"shape"}')
})

test('the example takes each of several secrets, an ed25519 key among them', async (t) => {
  const { line, post } = await startExample(t, `${secret},${v1a[0]!.publicKey}`)
  for (const secrets of [secret, v1a[0]!.secret]) {
    assert.equal(await post({ secrets, id: secrets.slice(0, 5) }), 200)
    assert.match(await line(), new RegExp(`^${secrets.slice(0, 5)}: `))
  }
})

test('the example takes what the service sends', async (t) => {
  const server = await startServer(t)
  const { url, line } = await startExample(t)
  await server.makeTenant('acme')
  const body = { url, event_types: ['*'], secret }
  await server.done('POST', '/v1/tenants/acme/subscriptions', { body })
  const event = { type: 'order.paid', data: { total: 3 } }
  await server.done('POST', '/v1/tenants/acme/events', { body: event })
  assert.match(await line(), /^evt_\w+: order[.]paid \{"total":3\}$/)
})

test('without a secret the example does not start, and says what it lacks', async () => {
  const child = spawn(process.execPath, [example], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 1)
  assert.match(said, /WEBHOOK_SECRETS/)
})
