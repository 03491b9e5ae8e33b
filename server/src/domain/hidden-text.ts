/**
 * Takes what may be a credential out of a text that people will read: a receiver may answer with
 * what it was sent, so the text of an error can hold a signing secret or the value of a header.
 */
import { writeSigningSecret } from './signing-secret-text.ts'
import type { SigningSecret } from './signing-secret.ts'
import type { SubscriptionConfig } from './subscription.ts'

const hiddenMark = '(hidden)'

/** Shorter ones are no credentials, and stand in any text by chance. */
const charactersMin = 4

/** The text without the secrets and header values of a subscription, in whatever form they stand. */
export function hideSecrets(
  text: string,
  { secrets, headers }: Pick<SubscriptionConfig, 'secrets' | 'headers'>,
): string {
  const all = [...secrets.current, ...secrets.old.map(({ secret }) => secret)]
  const hidden = [...all.flatMap(textsOf), ...Object.values(headers).flatMap(wordsOf)]
    .filter((one) => one.length >= charactersMin)
    // A longer one may hold a shorter one.
    .toSorted((a, b) => b.length - a.length)
  return hidden.reduce((left, one) => left.replaceAll(one, hiddenMark), text)
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
