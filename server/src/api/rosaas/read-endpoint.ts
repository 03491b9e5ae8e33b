/**
 * From what callers send of an endpoint to the configuration that is kept. A list of codes is kept
 * as the names of those events; only "all events" is a wildcard. A secret is kept as it was typed,
 * and one that takes the place of another lets that one go on signing for a day: the header has
 * room for the new one alone.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Static } from 'typebox'
import { readHeaderSecret } from '../../domain/header-secret.ts'
import { secretGraceMsDefault, signingSecretsOldMax } from '../../domain/limits.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import { noSigningSecrets, type SigningSecrets } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { type FieldError, problem, type Problem } from '../problems.ts'
import type { EndpointBody } from './endpoint-schemas.ts'
import type { RosaasKind } from './rosaas-kinds.ts'

type Body = Static<typeof EndpointBody>

export function readEndpoint(
  body: Body,
  before: SubscriptionConfig | null,
  { kinds, nowMs }: { readonly kinds: readonly RosaasKind[]; readonly nowMs: number },
): SubscriptionConfig | Problem {
  const events = readEvents(body, kinds)
  const secrets = readSecrets(body.signingSecret ?? null, before?.secrets ?? null, nowMs)
  const url = body.url.trim()
  const errors = [
    ...('errors' in events ? events.errors : []),
    ...('errors' in secrets ? secrets.errors : []),
    ...(url.includes('#') ? [{ pointer: '/url', detail: 'must not have a fragment' }] : []),
    ...addressErrors(body.noticeAddresses ?? []),
  ]
  if ('errors' in events || 'errors' in secrets || errors.length > 0) {
    return problem('body-invalid', { errors })
  }
  const { noticeAddresses = before?.dialectSettings['noticeAddresses'] ?? [] } = body
  return {
    ...(before ?? plainConfig),
    description: body.description ?? '',
    url,
    patterns: events.patterns,
    secrets: secrets.secrets,
    dialectSettings: { ...before?.dialectSettings, noticeAddresses },
  }
}

/** What this API says nothing of stays as it is, and is this to begin with. */
const plainConfig = {
  name: null,
  dialect: 'rosaas',
  dispatcher: 'http',
  headers: {},
  retryOverride: null,
} as const

interface Faulty {
  readonly errors: readonly FieldError[]
}

function readEvents(
  { allEvents, eventsToListen }: Body,
  kinds: readonly RosaasKind[],
): { readonly patterns: readonly string[] } | Faulty {
  if (allEvents === true) return { patterns: ['*'] }
  const pointer = '/eventsToListen'
  if (eventsToListen === undefined)
    return { errors: [{ pointer, detail: 'is missing', isMissing: true }] }
  if (eventsToListen.length === 0) {
    const detail = 'has to name at least one event, or allEvents has to be true'
    return { errors: [{ pointer, detail }] }
  }
  const codes = eventsToListen.map((one) => (typeof one === 'number' ? one : one.id))
  const errors = codes.flatMap((code, index): readonly FieldError[] => {
    const at = `${pointer}/${index}`
    if (codes.indexOf(code) < index) return [{ pointer: at, detail: 'stands there twice' }]
    if (kinds.some((kind) => kind.code === code)) return []
    return [{ pointer: at, detail: `is the code of no event; ${kinds.length} events have one` }]
  })
  if (errors.length > 0) return { errors }
  const wanted = kinds.filter(({ code }) => codes.includes(code))
  return { patterns: wanted.map(({ type }) => type) }
}

function readSecrets(
  text: string | null,
  before: SigningSecrets | null,
  nowMs: number,
): { readonly secrets: SigningSecrets } | Faulty {
  const pointer = '/signingSecret'
  if (text === null) {
    return before === null
      ? { errors: [{ pointer, detail: 'is missing', isMissing: true }] }
      : { secrets: before }
  }
  const read = readHeaderSecret(text)
  if (read.kind === 'refused') {
    return { errors: [{ pointer, detail: `is refused: ${read.detail}` }] }
  }
  const { current, old } = before ?? noSigningSecrets
  const isSame = current.some((one) => isDeepStrictEqual(one, read.secret))
  if (isSame && before !== null) return { secrets: before }
  const endsAtMs = nowMs + secretGraceMsDefault
  // A private key never was in the header, so a typed secret takes no place of its.
  const replaced = current.filter(({ kind }) => kind !== 'ed25519')
  const retired = replaced.map((secret) => ({ secret, endsAtMs }))
  const valid = old.filter((one) => one.endsAtMs > nowMs)
  return {
    secrets: {
      current: [read.secret, ...current.filter((one) => !replaced.includes(one))],
      old: [...retired, ...valid].slice(0, signingSecretsOldMax),
    },
  }
}

function addressErrors(addresses: readonly string[]): readonly FieldError[] {
  return addresses.flatMap((address, index) =>
    isMailAddress(address)
      ? []
      : [{ pointer: `/noticeAddresses/${index}`, detail: 'is not one mail address' }],
  )
}
