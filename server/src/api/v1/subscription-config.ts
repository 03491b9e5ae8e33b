/**
 * Between what callers send of a subscription and the configuration that is kept: defaults, the
 * signing secrets that go with the wanted kind of signature, merged headers. A secret that was
 * given is never repeated in an answer about what is wrong with it.
 */
import type { Static } from 'typebox'
import type { RetryOverride } from '../../domain/retry-rule.ts'
import { readSigningSecret } from '../../domain/signing-secret-text.ts'
import type { SigningSecret, SigningSecrets } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import type { ConfigFault } from '../../manage/check-subscription-config.ts'
import type { Ports } from '../../ports/ports.ts'
import { pointerPart } from '../json-pointer.ts'
import { isProblem, problem, type Problem } from '../problems.ts'
import { filterMember } from './filter-field.ts'
import type { SubscriptionBody, SubscriptionPatch } from './schemas.ts'
import { alertSettingsOf } from './subscription-alerts.ts'
import { limitsOf } from './subscription-limits.ts'

type Body = Static<typeof SubscriptionBody>
type Patch = Static<typeof SubscriptionPatch>
type KeyMaker = Ports['keyMaker']
type Signature = 'hmac' | 'ed25519' | 'both'

/** All waits of a schedule together: retention has to outlast them. */
const delaysMsMax = 100 * 3_600_000

/** The configuration of a whole definition; `before` is what it takes the place of. */
export function configOf(
  body: Body,
  before: SubscriptionConfig | null,
  keyMaker: KeyMaker,
): SubscriptionConfig | Problem {
  const given = body.secret === undefined ? null : readSecret(body.secret, keyMaker)
  if (given !== null && isProblem(given)) return given
  const wanted = body.signature ?? wantedWith(given, before)
  const secrets = secretsOf(wanted, { given, before: before?.secrets ?? null, keyMaker })
  if (isProblem(secrets)) return secrets
  const retryOverride = retryOf(body.retry ?? null)
  if (retryOverride !== null && isProblem(retryOverride)) return retryOverride
  const filter = filterMember(body.filter)
  if (isProblem(filter)) return filter
  const limits = limitsOf(body, {})
  if (isProblem(limits)) return limits
  const alertSettings = alertSettingsOf(body, {})
  if (isProblem(alertSettings)) return alertSettings
  return {
    name: body.name ?? null,
    description: body.description ?? null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url: body.url,
    patterns: body.event_types,
    ...filter,
    headers: body.headers ?? {},
    secrets,
    retryOverride,
    dialectSettings: alertSettings,
    ...limits,
  }
}

/** The configuration after a merge patch: what the patch leaves out stays as it is. */
export function patchedConfig(
  patch: Patch,
  before: SubscriptionConfig,
  keyMaker: KeyMaker,
): SubscriptionConfig | Problem {
  const { secrets: current, filter: filterBefore, ...kept } = before
  const secrets =
    patch.signature === undefined
      ? current
      : secretsOf(patch.signature, { given: null, before: current, keyMaker })
  if (isProblem(secrets)) return secrets
  const retryOverride = patch.retry === undefined ? before.retryOverride : retryOf(patch.retry)
  if (retryOverride !== null && isProblem(retryOverride)) return retryOverride
  const filter = filterMember(patch.filter === undefined ? filterBefore : patch.filter)
  if (isProblem(filter)) return filter
  const limits = limitsOf(patch, before)
  if (isProblem(limits)) return limits
  const dialectSettings = alertSettingsOf(patch, before.dialectSettings)
  if (isProblem(dialectSettings)) return dialectSettings
  const { rateLimit: _rate, ordering: _ordering, ...others } = kept
  return {
    ...others,
    ...filter,
    url: patch.url ?? before.url,
    patterns: patch.event_types ?? before.patterns,
    name: patch.name === undefined ? before.name : patch.name,
    description: patch.description === undefined ? before.description : patch.description,
    headers: mergedHeaders(before.headers, patch.headers ?? {}),
    secrets,
    retryOverride,
    dialectSettings,
    ...limits,
  }
}

/** Header names know no case: a patch of `x-key` replaces `X-Key`. */
function mergedHeaders(
  before: SubscriptionConfig['headers'],
  patch: Readonly<Record<string, string | null>>,
): SubscriptionConfig['headers'] {
  const touched = new Set(Object.keys(patch).map((name) => name.toLowerCase()))
  const kept = Object.entries(before).filter(([name]) => !touched.has(name.toLowerCase()))
  const set = Object.entries(patch).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries([...kept, ...set])
}

/** A secret as the caller wrote it, or what is wrong with it. */
export function readSecret(text: string, keyMaker: KeyMaker): SigningSecret | Problem {
  const read = readSigningSecret(text)
  if (read.kind === 'refused') return secretProblem(read.detail)
  const whole = keyMaker.completeSecret(read.secret)
  return whole ?? secretProblem('its public half does not belong to its seed')
}

const secretProblem = (detail: string): Problem =>
  problem('body-invalid', { errors: [{ pointer: '/secret', detail }] })

function wantedWith(given: SigningSecret | null, before: SubscriptionConfig | null): Signature {
  if (given !== null) return given.kind === 'ed25519' ? 'ed25519' : 'hmac'
  const kinds = new Set(before?.secrets.current.map(({ kind }) => kind))
  if (kinds.size === 2) return 'both'
  return kinds.has('ed25519') ? 'ed25519' : 'hmac'
}

/** One current secret of each wanted kind: the stored one, the given one or a fresh one. */
function secretsOf(
  wanted: Signature,
  from: {
    readonly given: SigningSecret | null
    readonly before: SigningSecrets | null
    readonly keyMaker: KeyMaker
  },
): SigningSecrets | Problem {
  const kinds = wanted === 'both' ? (['hmac', 'ed25519'] as const) : [wanted]
  const { given, before, keyMaker } = from
  if (given !== null && !kinds.some((kind) => kind === given.kind)) {
    return secretProblem(`does not fit the signature "${wanted}"`)
  }
  const current: SigningSecret[] = []
  for (const kind of kinds) {
    const stored = before?.current.find((secret) => secret.kind === kind)
    const own = given?.kind === kind ? given : null
    if (stored !== undefined && own !== null && !isSame(stored, own)) {
      return secretProblem(
        'is another one than the stored secret; use …/secret/rotate, which lets both hold for a while',
      )
    }
    current.push(stored ?? own ?? keyMaker.makeSecret(kind))
  }
  return { current, old: before?.old ?? [] }
}

const isSame = (a: SigningSecret, b: SigningSecret): boolean =>
  'keyBase64' in a && 'keyBase64' in b && a.keyBase64 === b.keyBase64

function retryOf(retry: Body['retry'] | null): RetryOverride | null | Problem {
  if (retry === null || retry === undefined) return null
  const { delays_ms: delaysMs, timeout_ms: attemptTimeoutMs } = retry
  const totalMs = (delaysMs ?? []).reduce((total, delayMs) => total + delayMs, 0)
  if (totalMs > delaysMsMax) {
    const detail = `adds up to ${totalMs} ms; ${delaysMsMax} (100 hours) is the most`
    return problem('body-invalid', { errors: [{ pointer: '/retry/delays_ms', detail }] })
  }
  return {
    ...(delaysMs === undefined ? {} : { delaysMs }),
    ...(attemptTimeoutMs === undefined ? {} : { attemptTimeoutMs }),
  }
}

/** What a use-case found wrong with a configuration, with pointers into the body. */
export function configProblem(faults: readonly ConfigFault[]): Problem {
  return problem('body-invalid', {
    errors: faults.map(({ field, header, detail }) => ({
      pointer: header === null ? `/${field}` : `/${field}/${pointerPart(header)}`,
      detail,
    })),
  })
}
