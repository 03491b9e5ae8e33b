/**
 * Takes what may be a credential out of a text that people will read: a receiver may answer with
 * what it was sent, so the text of an error can hold a signing secret or the value of a header.
 */
import { writeSigningSecret } from './signing-secret-text.ts'
import type { SigningSecret } from './signing-secret.ts'
import type { SubscriptionConfig } from './subscription.ts'

const hiddenMark = '(hidden)'

type Credentials = Pick<SubscriptionConfig, 'secrets' | 'headers'>

/** Shorter ones are no credentials, and stand in any text by chance. */
const charactersMin = 4

/**
 * The text without the secrets and header values of a subscription, in whatever form they stand, and
 * without the beginning of one where the text was cut.
 */
export function hideSecrets(text: string, config: Credentials): string {
  // Most replies that are accepted: nothing to look for.
  if (text.length < charactersMin) return text
  const hidden = hiddenOf(config)
  const whole = hidden.reduce((left, one) => left.replaceAll(one, hiddenMark), text)
  const cutLength = Math.max(0, ...hidden.map((one) => beginningAtEnd(whole, one)))
  return cutLength === 0 ? whole : whole.slice(0, -cutLength) + hiddenMark
}

/** What was worked out already: a configuration never changes, and every attempt asks for it. */
const known = new WeakMap<Credentials, readonly string[]>()

function hiddenOf(config: Credentials): readonly string[] {
  const before = known.get(config)
  if (before !== undefined) return before
  const { secrets, headers } = config
  const all = [...secrets.current, ...secrets.old.map(({ secret }) => secret)]
  const hidden = [...all.flatMap(textsOf), ...Object.values(headers).flatMap(wordsOf)]
    .filter((one) => one.length >= charactersMin)
    // A longer one may hold a shorter one.
    .toSorted((a, b) => b.length - a.length)
  known.set(config, hidden)
  return hidden
}

/** How much of the beginning of `one` the text ends with; 0 when that is too little to tell. */
function beginningAtEnd(text: string, one: string): number {
  const beginning = one.slice(0, charactersMin)
  let at = text.indexOf(beginning, text.length - one.length + 1)
  while (at !== -1 && !one.startsWith(text.slice(at))) at = text.indexOf(beginning, at + 1)
  return at === -1 ? 0 : text.length - at
}

/** Once as people copy it and once as it is kept; in JSON a quote in it would be escaped. */
function textsOf(secret: SigningSecret): readonly string[] {
  const text = writeSigningSecret(secret)
  const bare = bareText(secret)
  return [text, bare, JSON.stringify(bare).slice(1, -1)]
}

/** A secret as it is kept, without what people put in front of it. */
export function bareText(secret: SigningSecret): string {
  switch (secret.kind) {
    case 'hmac':
    case 'ed25519':
      return secret.keyBase64
    case 'hmac-text':
      return secret.text
    case 'rsa':
      return secret.pkcs8Base64
  }
}

/** All of a value, and what follows a scheme such as `Bearer`. */
function wordsOf(value: string): readonly string[] {
  const [, behindScheme = ''] = /^\S+\s+(.+)$/s.exec(value) ?? []
  return [value, behindScheme, JSON.stringify(value).slice(1, -1)]
}

/** The endpoint as far as it is no credential: a query may be one, and so may a user in it. */
export function shownUrl(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null ? hiddenMark : `${parsed.origin}${parsed.pathname}`
}
