/**
 * The public keys of an issuer: given, or fetched from where it publishes them and kept for a while
 * (RFC 7517). A key that is not among them makes it ask once more, since issuers change their keys,
 * and not more often than every few seconds, since anybody can name a key. What cannot be fetched is
 * told apart from what was forged: the sender is to try again.
 */
import { type RsaKey, rs256 } from './json-web-token.ts'
import { VerificationError } from './verification-error.ts'

/** A JSON Web Key Set; of other keys than RSA ones for signatures nothing is used. */
export interface PublishedKeys {
  readonly keys: readonly object[]
}

export interface IssuerKeys {
  /** Null where the issuer has no such key. Throws `KEYS_UNAVAILABLE`. */
  find(keyId: string): Promise<RsaKey | null>
}

export interface FetchOptions {
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  /** The longest that keys are kept, whatever the issuer allows. */
  readonly maxAgeSeconds: number
  readonly nowMs: () => number
}

type KeyMap = ReadonlyMap<string, () => Promise<RsaKey>>

interface FetchedKeys {
  readonly keys: KeyMap
  readonly atMs: number
  readonly freshUntilMs: number
}

/** So long an unknown key makes nobody ask again; issuers publish a key long before they use it. */
const unknownKeyRestMs = 10_000
/** So long a failure stands for those who come after it: shorter than a sender's first wait. */
const failureRestMs = 2_000
const fetchTimeoutMs = 5_000
const documentBytesMax = 128 * 1024
const keysMax = 50
/** Where the issuer says nothing of how long. */
const ageSecondsDefault = 600
const ageSecondsMin = 60

export function givenKeys(published: PublishedKeys): IssuerKeys {
  const keys = keyMap(published)
  return { find: (keyId) => keyIn(keys, keyId) }
}

export function fetchedKeys(options: FetchOptions): IssuerKeys {
  const { nowMs } = options
  let known: FetchedKeys | null = null
  let failure: { readonly error: VerificationError; readonly atMs: number } | null = null
  let fetching: Promise<FetchedKeys> | null = null

  const ask = async (): Promise<FetchedKeys> => {
    try {
      known = await fetchKeys(options)
      failure = null
      return known
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      failure = { error: unavailable(reason), atMs: nowMs() }
      throw failure.error
    } finally {
      fetching = null
    }
  }
  const askOnce = (): Promise<FetchedKeys> => {
    if (failure !== null && isWithin(failure.atMs, failureRestMs, nowMs())) throw failure.error
    return (fetching ??= ask())
  }
  return {
    async find(keyId) {
      const isFresh = known !== null && nowMs() < known.freshUntilMs
      const present = isFresh && known !== null ? known : await askOnce()
      const key = await keyIn(present.keys, keyId)
      if (key !== null || isWithin(present.atMs, unknownKeyRestMs, nowMs())) return key
      return keyIn((await askOnce()).keys, keyId)
    },
  }
}

/** Also where the clock was set back: a rest does not become longer by it. */
function isWithin(sinceMs: number, restMs: number, nowMs: number): boolean {
  return nowMs >= sinceMs && nowMs < sinceMs + restMs
}

async function fetchKeys(options: FetchOptions): Promise<FetchedKeys> {
  const response = await options.fetch(options.url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(fetchTimeoutMs),
  })
  if (response.status !== 200) throw new Error(`the answer was ${response.status}`)
  const published: unknown = JSON.parse(await boundedText(response))
  const atMs = options.nowMs()
  const ageSeconds = ageSecondsOf(response.headers.get('cache-control'))
  const keptSeconds = Math.min(options.maxAgeSeconds, Math.max(ageSecondsMin, ageSeconds))
  return { keys: keyMap(published), atMs, freshUntilMs: atMs + keptSeconds * 1_000 }
}

function ageSecondsOf(cacheControl: string | null): number {
  const directives = (cacheControl ?? '').toLowerCase()
  if (/\bno-(store|cache)\b/.test(directives)) return 0
  const [, seconds] = /\bmax-age=(\d{1,9})\b/.exec(directives) ?? []
  return seconds === undefined ? ageSecondsDefault : Number(seconds)
}

async function boundedText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let byteCount = 0
  // Leaving the loop early lets go of the connection.
  for await (const bytes of (body ?? []) as AsyncIterable<Uint8Array>) {
    byteCount += bytes.length
    if (byteCount > documentBytesMax) throw new Error('the answer is too long')
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}

/** Keys that may verify RS256, by their ids; each is imported when it is first needed. */
function keyMap(published: unknown): KeyMap {
  const { keys } = Object(published) as { readonly keys?: unknown }
  if (!Array.isArray(keys)) throw new Error('there is no list of keys')
  const map = new Map<string, () => Promise<RsaKey>>()
  for (const key of keys.slice(0, keysMax) as readonly unknown[]) {
    const { kty, use, alg, kid, n, e } = Object(key) as Readonly<Record<string, unknown>>
    const isForSignatures = (use ?? 'sig') === 'sig' && (alg ?? 'RS256') === 'RS256'
    if (kty !== 'RSA' || !isForSignatures || typeof kid !== 'string') continue
    if (typeof n !== 'string' || typeof e !== 'string' || n.length < modulusCharactersMin) continue
    map.set(kid, importedOnce(n, e))
  }
  return map
}

/** Of 2048 bits in base64url; a smaller key could be broken. */
const modulusCharactersMin = 342

function importedOnce(n: string, e: string): () => Promise<RsaKey> {
  let key: Promise<RsaKey> | null = null
  return () =>
    (key ??= crypto.subtle.importKey('jwk', { kty: 'RSA', n, e }, rs256, false, ['verify']))
}

async function keyIn(keys: KeyMap, keyId: string): Promise<RsaKey | null> {
  try {
    return (await keys.get(keyId)?.()) ?? null
  } catch {
    // The numbers are none that a key could have.
    return null
  }
}

function unavailable(reason: string): VerificationError {
  return new VerificationError(
    'KEYS_UNAVAILABLE',
    `the issuer's keys could not be fetched: ${reason}; answer 503, and the sender tries again`,
  )
}
