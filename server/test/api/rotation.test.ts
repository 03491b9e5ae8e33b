import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { type RunningServer, startServer } from '../world/running-server.ts'
import { done, refused } from './documented-calls.ts'
import {
  type ReceivedRequest,
  type RecordingReceiver,
  startReceiver,
} from './recording-receiver.ts'

const path = '/v1/tenants/Cust1/subscriptions'

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  return { server, receiver, body: { url: receiver.url, event_types: ['*'] } }
}

/** Hands in an event with text that is not ASCII and answers the request it became. */
async function delivered(server: RunningServer, receiver: RecordingReceiver) {
  const number = receiver.received.length + 1
  await done(server, 'POST', '/v1/tenants/Cust1/events', {
    body: { type: 'a.b', data: { name: 'Zoë ☃' } },
  })
  return receiver.request(number)
}

function headersOf({ headers }: ReceivedRequest): Record<string, string> {
  return {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  }
}

function verifiesWith(secret: string, request: ReceivedRequest): boolean {
  const text = request.body.toString('utf8')
  const results = [new Webhook(secret), new SvixWebhook(secret)].map((webhook) => {
    try {
      webhook.verify(text, headersOf(request))
      return true
    } catch {
      return false
    }
  })
  assert.equal(results[0], results[1], 'both libraries agree')
  return results[0] === true
}

const entriesOf = (request: ReceivedRequest): readonly string[] =>
  String(request.headers['webhook-signature']).split(' ')

test('a delivery verifies with the unmodified libraries standardwebhooks and svix', async (t) => {
  const { server, receiver, body } = await world(t)
  const { secret } = await done(server, 'POST', path, { body })
  const request = await delivered(server, receiver)
  assert.ok(verifiesWith(secret, request))
  assert.ok(!verifiesWith(`whsec_${Buffer.alloc(32).toString('base64')}`, request))
})

test('during its grace the old secret verifies beside the new one, which stands first', async (t) => {
  const { server, receiver, body } = await world(t)
  const made = await done(server, 'POST', path, { body })
  const rotated = await done(server, 'POST', `${path}/${made.id}/secret/rotate`, {
    body: { grace_seconds: 3600 },
  })
  assert.notEqual(rotated.secret, made.secret)
  assert.equal(rotated.old_secrets.length, 1)
  const request = await delivered(server, receiver)
  assert.ok(verifiesWith(made.secret, request))
  assert.ok(verifiesWith(rotated.secret, request))
  const [first = ''] = entriesOf(request)
  const alone = { ...request, headers: { ...request.headers, 'webhook-signature': first } }
  assert.ok(verifiesWith(rotated.secret, alone))
})

test('with no grace the old secret signs nothing from the next attempt on', async (t) => {
  const { server, receiver, body } = await world(t)
  const made = await done(server, 'POST', path, { body })
  const rotated = await done(server, 'POST', `${path}/${made.id}/secret/rotate`, {
    body: { grace_seconds: 0 },
  })
  assert.deepEqual(rotated.old_secrets, [])
  const request = await delivered(server, receiver)
  assert.equal(entriesOf(request).length, 1)
  assert.ok(!verifiesWith(made.secret, request))
  assert.ok(verifiesWith(rotated.secret, request))
})

test('the eleventh rotation within the grace is refused with when it works again', async (t) => {
  const { server, body } = await world(t)
  const { id } = await done(server, 'POST', path, { body })
  const rotate = `${path}/${id}/secret/rotate`
  for (let rotation = 1; rotation <= 10; rotation += 1) {
    await done(server, 'POST', rotate, { body: { grace_seconds: 3000 + rotation } })
  }
  const before = await done(server, 'GET', `${path}/${id}`)
  const { code, answer } = await refused(server, 'POST', rotate)
  assert.equal(code, 'rotation-limit-reached')
  assert.ok(answer.json.detail.includes(before.old_secrets.at(-1).ends_at), answer.json.detail)
  assert.equal((await done(server, 'GET', `${path}/${id}`)).version, before.version)
})

test('a header of ed25519 with old and new HMAC verifies with each of the three keys', async (t) => {
  const { server, receiver, body } = await world(t)
  const made = await done(server, 'POST', path, { body: { ...body, signature: 'both' } })
  const given = `whsec_${Buffer.alloc(40, 5).toString('base64')}`
  const rotated = await done(server, 'POST', `${path}/${made.id}/secret/rotate`, {
    body: { grace_seconds: 60, secret: given },
  })
  assert.equal(rotated.secret, given)
  assert.deepEqual(rotated.public_keys, made.public_keys)
  const request = await delivered(server, receiver)
  assert.deepEqual(
    entriesOf(request).map((entry) => entry.split(',')[0]),
    ['v1', 'v1', 'v1a'],
  )
  assert.ok(verifiesWith(made.secret, request))
  assert.ok(verifiesWith(given, request))
  assert.ok(verifiesAsymmetric(made.public_keys[0], request))
})

test('the only secret may be rotated to one of the other kind', async (t) => {
  const { server, receiver, body } = await world(t)
  const made = await done(server, 'POST', path, { body })
  const seed = `whsk_${Buffer.alloc(32, 3).toString('base64')}`
  const rotated = await done(server, 'POST', `${path}/${made.id}/secret/rotate`, {
    body: { grace_seconds: 60, secret: seed },
  })
  assert.equal(rotated.signature, 'ed25519')
  assert.equal(rotated.secret, null)
  const request = await delivered(server, receiver)
  assert.ok(verifiesWith(made.secret, request))
  assert.ok(verifiesAsymmetric(rotated.public_keys[0], request))
})

test('a read key lists the public keys that sign now, those of a rotation too, and they verify', async (t) => {
  const { server, receiver, body } = await world(t)
  const tenant = await server.makeTenant('Cust2')
  const ofTenant = '/v1/tenants/Cust2/subscriptions'
  const made = await done(server, 'POST', ofTenant, { body: { ...body, signature: 'ed25519' } })
  const keysPath = `${ofTenant}/${made.id}/public-keys`
  await done(server, 'POST', `${ofTenant}/${made.id}/secret/rotate`, {
    body: { grace_seconds: 60 },
  })
  const { data } = await done(server, 'GET', keysPath, { key: tenant.read })
  assert.equal(data.length, 2)
  assert.equal(data[1].public_key, made.public_keys[0])
  assert.deepEqual([data[0].ends_at, Date.parse(data[1].ends_at) > Date.now()], [null, true])
  await done(server, 'POST', '/v1/tenants/Cust2/events', { body: { type: 'a.b', data: {} } })
  const request = await receiver.request(1)
  for (const { public_key: text, jwk } of data) {
    assert.ok(verifiesAsymmetric(text, request))
    const bytes = createPublicKey({ key: jwk, format: 'jwk' }).export({
      format: 'der',
      type: 'spki',
    })
    assert.equal(bytes.subarray(-32).toString('base64'), text.slice('whpk_'.length))
  }
  const symmetric = await done(server, 'POST', ofTenant, { body })
  const none = await done(server, 'GET', `${ofTenant}/${symmetric.id}/public-keys`)
  assert.deepEqual(none.data, [])
  const { code } = await refused(server, 'GET', `${ofTenant}/sub_x/public-keys`)
  assert.equal(code, 'subscription-unknown')
})

test('a grace of more than seven days, or less than none, is refused', async (t) => {
  const { server, body } = await world(t)
  const { id } = await done(server, 'POST', path, { body })
  for (const graceSeconds of [604_801, -1, 1.5, '60']) {
    const { pointers } = await refused(server, 'POST', `${path}/${id}/secret/rotate`, {
      body: { grace_seconds: graceSeconds },
    })
    assert.deepEqual(pointers, ['/grace_seconds'])
  }
})

function verifiesAsymmetric(publicText: string, request: ReceivedRequest): boolean {
  const bytes = Buffer.from(publicText.slice('whpk_'.length), 'base64')
  const prefix = Buffer.from('302a300506032b6570032100', 'hex')
  const key = createPublicKey({
    key: Buffer.concat([prefix, bytes]),
    format: 'der',
    type: 'spki',
  })
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headersOf(request)
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.body])
  return entriesOf(request)
    .filter((entry) => entry.startsWith('v1a,'))
    .some((entry) => verify(null, content, key, Buffer.from(entry.slice(4), 'base64')))
}
