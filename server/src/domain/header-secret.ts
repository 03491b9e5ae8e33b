/**
 * A header secret is a signing secret that is itself sent, so that receivers compare it: it is kept
 * exactly as it was typed, and may be any text that a header carries from one end to the other
 * (RoSaaS, "Signing Secret"). The same secret also signs, by the key that its text stands for. A
 * refusal never repeats any part of the text.
 */
import type { SigningSecret, SigningSecrets } from './signing-secret.ts'
import {
  readSigningSecret,
  type SecretTextReading,
  writeSigningSecret,
} from './signing-secret-text.ts'

/** More is no stronger, and headers have a bound at many receivers. */
const headerSecretCharactersMax = 256

/**
 * Reads what a person typed. A `whsec_` text with a key of the usual size behind it stands for that
 * key, any other text for its own bytes; either way `writeSigningSecret` gives the text again.
 */
export function readHeaderSecret(text: string): SecretTextReading {
  const detail = refusalOf(text)
  if (detail !== null) return { kind: 'refused', detail }
  const read = text.startsWith('whsec_') ? readSigningSecret(text) : null
  return read?.kind === 'read' ? read : { kind: 'read', secret: { kind: 'hmac-text', text } }
}

function refusalOf(text: string): string | null {
  if (text === '') return 'a signing secret has at least one character'
  if (text.length > headerSecretCharactersMax) {
    return `a signing secret has at most ${headerSecretCharactersMax} characters, this one has ${text.length}`
  }
  if (!/^[\x20-\x7e]+$/.test(text)) {
    return 'a signing secret is sent in a header, which carries printable ASCII characters alone: no line break, tab, accent or other script'
  }
  if (text !== text.trim()) {
    return 'a signing secret neither begins nor ends with a space: it would be lost on its way in a header'
  }
  return null
}

/** The text for the header: of several secrets the first that receivers know; null: there is none. */
export function headerSecretText({ current }: SigningSecrets): string | null {
  const secret = current.find(isShared)
  return secret === undefined ? null : writeSigningSecret(secret)
}

/** A private key never travels. */
function isShared({ kind }: SigningSecret): boolean {
  return kind === 'hmac' || kind === 'hmac-text'
}
