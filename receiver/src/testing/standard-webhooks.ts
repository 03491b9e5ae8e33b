/**
 * Signs requests in the Standard Webhooks format, so that tests of a receiver need no server.
 */
import { bytesOfBase64 } from '../base64.ts'
import {
  base64Of,
  bodyText,
  macOf,
  type SampleOptions,
  sampleOf,
  signedRequest,
  type SignedRequest,
  utf8,
} from './signed-request.ts'

export interface StandardWebhooksSample extends SampleOptions {
  /** `whsec_…` for `v1`, `whsk_…` for `v1a`; several sign as in the middle of a rotation. */
  readonly secrets: string | readonly string[]
}

/** By default an event `contact.changed` that was sent now. */
export async function signStandardWebhooksRequest(
  options: StandardWebhooksSample,
): Promise<SignedRequest> {
  const { id, atMs, atSeconds } = sampleOf(options)
  const timestamp = new Date(atMs).toISOString()
  const body = bodyText(options, { type: 'contact.changed', timestamp, data: { id: 4711 } })
  return signedRequest(body, {
    'webhook-id': id,
    'webhook-timestamp': String(atSeconds),
    'webhook-signature': await signaturesOf(options.secrets, `${id}.${atSeconds}.${body}`),
  })
}

/** One entry a secret, in their order. */
async function signaturesOf(secrets: string | readonly string[], content: string): Promise<string> {
  const list = typeof secrets === 'string' ? [secrets] : secrets
  const entries = await Promise.all(list.map((secret) => signatureOf(secret, content)))
  return entries.join(' ')
}

async function signatureOf(secret: string, content: string): Promise<string> {
  const [, prefix = '', base64 = ''] = /^(whsec_|whsk_)?(.*)$/.exec(secret) ?? []
  const key = bytesOfBase64(base64)
  if (key === null || key.length === 0) throw new Error('a secret is base64 behind whsec_ or whsk_')
  if (prefix !== 'whsk_') return `v1,${await macOf(key, content)}`
  const privateKey = await ed25519Key(key)
  return `v1a,${base64Of(await crypto.subtle.sign('Ed25519', privateKey, utf8(content)))}`
}

const seedBytes = 32
/** What stands before a seed in PKCS #8. */
const pkcs8Start = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]

/** The seed alone, or with the public key behind it. */
function ed25519Key(key: Uint8Array): ReturnType<typeof crypto.subtle.importKey> {
  const pkcs8 = Uint8Array.from([...pkcs8Start, ...key.subarray(0, seedBytes)])
  return crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
}
