/**
 * Verifies webhooks in RoSaaS's format, whose header `X-Signing-Secret` carries the secret itself.
 * That proves the sender and says nothing about the body; a sender that signs as well, as Posthorn
 * does, can be held to it by `mustBeSigned`. The body is parsed only after the proof was found right.
 */
import { bytesOfBase64 } from './base64.ts'
import { type HeaderSource, headerValue, requiredHeader } from './header-value.ts'
import { parsedJson, rawBytes } from './raw-body.ts'
import { type RosaasEvent, rosaasEventOf } from './rosaas-events.ts'
import { createStandardWebhooksVerifier } from './standard-webhooks.ts'
import { VerificationError } from './verification-error.ts'
import type { ReceivedWebhook, Verifier } from './verifier.ts'

export interface RosaasOptions {
  /** The endpoint's signing secret as it is in the panel; several while it is being changed. */
  readonly secrets: string | readonly string[]
  /** Refuse what has no Standard Webhooks signature of the body, or an old one. False by default. */
  readonly mustBeSigned?: boolean
  /** How far the signed timestamp may be from now, either way. 300 by default. */
  readonly toleranceSeconds?: number
  /** Epoch milliseconds; the machine's clock by default. */
  readonly nowMs?: () => number
}

export interface VerifiedRosaasWebhook extends ReceivedWebhook {
  /** The same on every attempt: drop what you have seen. Null when the sender is not Posthorn. */
  readonly id: string | null
  readonly event: RosaasEvent
}

export type RosaasVerifier = Verifier<VerifiedRosaasWebhook>

/** Throws `BAD_SECRET` at once when a secret is none. */
export function createRosaasVerifier(options: RosaasOptions): RosaasVerifier {
  const secrets = secretsOf(options.secrets)
  const { mustBeSigned = false, ...times } = options
  const signatures = mustBeSigned
    ? createStandardWebhooksVerifier({ ...times, secrets: secrets.map(rosaasSignatureKey) })
    : null
  return {
    async verify({ headers, body }) {
      const bytes = rawBytes(body)
      if (!(await isOneOf(secrets, requiredHeader(headers, 'x-signing-secret')))) {
        throw new VerificationError(
          'NO_MATCH',
          'X-Signing-Secret is none of the secrets: another sender, or a secret that was changed',
        )
      }
      await signatures?.verify({ headers, body: bytes })
      return verified(headers, parsedJson(bytes))
    },
  }
}

function verified(headers: HeaderSource, payload: unknown): VerifiedRosaasWebhook {
  const event = rosaasEventOf(payload)
  if (event === null) {
    throw new VerificationError(
      'BAD_BODY',
      'the secret is right, but the body lacks one of the five fields of an event',
    )
  }
  const isTest = event.kind === 'unknown' && event.name === 'posthorn.test'
  return { id: headerValue(headers, 'webhook-id'), isTest, event, payload }
}

function secretsOf(given: RosaasOptions['secrets']): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (secrets.length === 0) throw badSecret('a verifier needs at least one secret')
  return secrets.map((secret) => {
    if (typeof secret !== 'string' || secret === '') throw badSecret('a secret is a text')
    return secret
  })
}

function badSecret(message: string): VerificationError {
  return new VerificationError('BAD_SECRET', message)
}

/**
 * Digests have one length and are compared whole, all of them, so the time that it takes says
 * nothing about the secrets.
 */
async function isOneOf(secrets: readonly string[], given: string): Promise<boolean> {
  const wanted = await digest(given)
  let isFound = false
  for (const secret of secrets) {
    const one = await digest(secret)
    let difference = 0
    for (const [at, byte] of one.entries()) difference |= byte ^ (wanted[at] ?? 0)
    isFound = difference === 0 || isFound
  }
  return isFound
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

const keyBytes = { least: 24, most: 64 } as const

/** `whsec_` with a key behind it stands for that key, any other secret for its own bytes. */
export function rosaasSignatureKey(secret: string): Uint8Array<ArrayBuffer> {
  const base64 = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : ''
  const key = base64.length % 4 === 0 ? bytesOfBase64(base64) : null
  const isKey = key !== null && key.length >= keyBytes.least && key.length <= keyBytes.most
  return isKey ? key : new TextEncoder().encode(secret)
}
