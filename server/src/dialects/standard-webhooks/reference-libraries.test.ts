/** The unmodified npm packages `standardwebhooks` and `svix` judge what the dialect sends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import {
  bodyObject,
  headerPairs,
  sampleEvent,
  sampleNonce,
  sampleRequest,
  sampleSubscription,
} from '../../../test/contract/dialect-samples.ts'
import type { Message } from '../../domain/message.ts'
import type { SigningSecret, SigningSecrets } from '../../domain/signing-secret.ts'
import { writeSigningSecret } from '../../domain/signing-secret-text.ts'
import { createStandardWebhooksDialect } from './dialect.ts'
import { createKeyMaker } from './key-maker.ts'

const dialect = createStandardWebhooksDialect({ userAgentVersion: '0.1.0' })
const key = (byte: number): SigningSecret => ({
  kind: 'hmac',
  keyBase64: Buffer.alloc(32, byte).toString('base64'),
})
const libraries = { standardwebhooks: StandardWebhook, svix: SvixWebhook }

async function sent(secrets: SigningSecrets, atMs = Date.now()): Promise<Message> {
  const event = sampleEvent('order.paid', { name: 'Zoë ☃', place: 'Kundebesøk – æøå' })
  return dialect.render(sampleRequest(event, sampleSubscription({ secrets }), { atMs }))
}

/** Throws what the library throws. `svix` says no more than that; the other returns the JSON. */
function verify(library: keyof typeof libraries, secret: SigningSecret, message: Message): void {
  const receiver = new libraries[library](writeSigningSecret(secret))
  const body = Buffer.from(message.body).toString()
  const payload: unknown = receiver.verify(body, Object.fromEntries(headerPairs(message)))
  if (library === 'standardwebhooks') assert.deepEqual(payload, bodyObject(message))
}

for (const library of ['standardwebhooks', 'svix'] as const) {
  test(`${library} verifies a delivery, non-ASCII text included`, async () => {
    const message = await sent({ current: [key(1)], old: [] })
    verify(library, key(1), message)
    assert.throws(() => verify(library, key(2), message))
  })

  test(`${library} verifies with the new and with the old key during a rotation`, async () => {
    const endsAtMs = Date.now() + 60_000
    const ed25519 = createKeyMaker({ fraction: () => 0, bytes: (n) => new Uint8Array(n) })
    const message = await sent({
      current: [key(3), ed25519.makeSecret('ed25519')],
      old: [
        { secret: key(1), endsAtMs },
        { secret: key(2), endsAtMs: endsAtMs + 1 },
      ],
    })
    for (const byte of [1, 2, 3]) {
      verify(library, key(byte), message)
    }
  })

  test(`${library} refuses the old key once the grace is over`, async () => {
    const old = [{ secret: key(1), endsAtMs: Date.now() - 1 }]
    const message = await sent({ current: [key(2)], old })
    assert.throws(() => verify(library, key(1), message), /No matching signature/)
    verify(library, key(2), message)
  })

  test(`${library} verifies the test event`, async () => {
    const subscription = sampleSubscription({ secrets: { current: [key(1)], old: [] } })
    const asked = { subscription, nonce: sampleNonce, atMs: Date.now() }
    const message = await dialect.renderTest(asked)
    verify(library, key(1), message)
  })
}
