/**
 * Requests are not stored: what an attempt sent is rendered again from the event and the version of
 * the subscription that it was made with. The digest kept with the attempt proves whether the body
 * is the same, byte for byte; where the dialect has changed since, it says so.
 */
import type { Attempt } from '../domain/attempt.ts'
import type { Event } from '../domain/event.ts'
import { deliveryId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { cycleOf, effectiveRetryRule } from '../domain/retry-rule.ts'
import { writeSigningSecret } from '../domain/signing-secret-text.ts'
import type { Subscription, SubscriptionVersion } from '../domain/subscription.ts'
import { bodyDigest } from '../pipeline/send-delivery.ts'
import type { ManageParts } from './manage-parts.ts'

export interface RebuiltMessage {
  readonly method: Message['method']
  readonly url: string
  /** Name and value; a value that is or holds a credential is a mask. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  readonly isExact: boolean
}

/** Null when the version that it was made with is no longer kept. */
export async function rebuildMessage(
  attempt: Attempt,
  given: {
    readonly event: Event
    readonly subscription: Subscription
    /** Null when it is no longer kept. */
    readonly version: SubscriptionVersion | null
  },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<RebuiltMessage | null> {
  const { version } = given
  if (version === null) return null
  const { config } = version
  const dialect = ports.dialects(config.dialect)
  const rule = effectiveRetryRule(dialect.retryRule, config.retryOverride)
  const message = await dialect.render({
    event: given.event,
    subscription: { ...given.subscription, config, version: version.version },
    deliveryId: deliveryId(attempt),
    attemptNumber: attempt.number,
    cycle: cycleOf(rule, attempt.number).cycle,
    atMs: attempt.startedAtMs,
  })
  return {
    method: message.method,
    url: message.url,
    headers: maskedHeaders(message, config),
    body: message.body,
    isExact: Buffer.compare(bodyDigest(message.body), attempt.bodyDigest) === 0,
  }
}

/** In place of a credential; no header of ours has this value. */
const mask = '(hidden)'

/** Custom headers may be credentials, and some dialects put the secret itself into a header. */
function maskedHeaders(
  message: Message,
  config: Subscription['config'],
): readonly (readonly [string, string])[] {
  const custom = new Set(Object.keys(config.headers).map((name) => name.toLowerCase()))
  const { current, old } = config.secrets
  const secrets = [...current, ...old.map(({ secret }) => secret)].map(writeSigningSecret)
  const shown: (readonly [string, string])[] = []
  for (let at = 0; at < message.headers.length; at += 2) {
    const name = message.headers[at] ?? ''
    const value = message.headers[at + 1] ?? ''
    const isCredential =
      custom.has(name.toLowerCase()) || secrets.some((secret) => value.includes(secret))
    shown.push([name, isCredential ? mask : value])
  }
  return shown
}
