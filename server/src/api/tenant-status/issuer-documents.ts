/**
 * What an issuer publishes: its metadata and its keys, where OpenID Connect Discovery 1.0 has
 * receivers look. Which issuer is meant is told by the path, and by the host where issuers differ
 * in that.
 */
import { Type } from 'typebox'
import { type Issuer, publishedCacheMs, publishedKeys } from '../../domain/issuer.ts'
import { jwksOf } from '../../domain/issuer-key.ts'
import { type Environment, environments } from '../../domain/tenant-status.ts'
import { issuerOf } from '../../manage/issuers.ts'
import type { ApiContext } from '../context.ts'
import { operation, type Operation, type OperationReply } from '../operation.ts'
import { problem, type Problem } from '../problems.ts'

const tag = 'Issuers'
const document = { description: 'The document', schema: Type.Object({}) }
const certificate = { description: 'The certificate in PEM', contentType: 'application/x-pem-file' }

interface Asked {
  readonly params: unknown
  readonly headers: { readonly host?: string | undefined }
  readonly context: ApiContext
}

interface Found {
  readonly issuer: Issuer
  readonly url: string
  readonly nowMs: number
}

/** Finds the issuer that the path and the host mean, and answers its document. */
const documentOf =
  (answer: (found: Found, asked: Asked) => OperationReply | Problem) =>
  async (asked: Asked): Promise<OperationReply | Problem> => {
    const found = await find(asked)
    return found === null ? problem('route-unknown') : answer(found, asked)
  }

const metadata = documentOf(({ url }) =>
  published({
    issuer: url,
    jwks_uri: `${url}/login/.well-known/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }),
)

const keys = documentOf(({ issuer, nowMs }) => published(jwksOf(publishedKeys(issuer, nowMs))))

const certificateOfKey = documentOf(({ issuer, nowMs }, { params }) => {
  const wanted = partOf(params, 'keyId')
  const key = publishedKeys(issuer, nowMs).find(({ keyId }) => keyId === wanted)
  if (key === undefined) return problem('route-unknown')
  const lines = key.certificateBase64.match(/.{1,64}/g) ?? []
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', '']
  return {
    status: 200,
    headers: { 'content-type': 'application/x-pem-file', 'cache-control': caching },
    body: pem.join('\n'),
  }
})

const metadataFacts = {
  method: 'GET',
  tag,
  summary: 'The metadata of an issuer: its name and where its keys are.',
  responses: { 200: document },
  handle: metadata,
} as const

const keysFacts = {
  method: 'GET',
  tag,
  summary: "An issuer's keys, each with its certificate. Keep them as long as Cache-Control says.",
  responses: { 200: document },
  handle: keys,
} as const

const certificateFacts = {
  method: 'GET',
  tag,
  summary: 'The certificate of one key, for receivers that read keys from files.',
  responses: { 200: certificate },
  handle: certificateOfKey,
} as const

const wellKnown = '/login/.well-known'
const below = `/:issuerPath${wellKnown}` as const

/** Each at the root of a host, and below one part of a path. */
export const issuerDocumentOperations: readonly Operation[] = [
  operation({
    id: 'tenantStatusGetMetadata',
    path: `${wellKnown}/openid-configuration`,
    allow: 'anyone',
    ...metadataFacts,
  }),
  operation({
    id: 'tenantStatusGetMetadataBelow',
    path: `${below}/openid-configuration`,
    allow: 'anyone',
    ...metadataFacts,
  }),
  operation({
    id: 'tenantStatusGetKeys',
    path: `${wellKnown}/jwks`,
    allow: 'anyone',
    ...keysFacts,
  }),
  operation({
    id: 'tenantStatusGetKeysBelow',
    path: `${below}/jwks`,
    allow: 'anyone',
    ...keysFacts,
  }),
  operation({
    id: 'tenantStatusGetCertificate',
    path: `${wellKnown}/certificates/:keyId`,
    allow: 'anyone',
    ...certificateFacts,
  }),
  operation({
    id: 'tenantStatusGetCertificateBelow',
    path: `${below}/certificates/:keyId`,
    allow: 'anyone',
    ...certificateFacts,
  }),
]

const caching = `public, max-age=${publishedCacheMs / 1_000}`

function published(body: object): OperationReply {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': caching,
      'access-control-allow-origin': '*',
    },
    body: JSON.stringify(body),
  }
}

/** Which parts a path has differs between the two. */
function partOf(params: unknown, name: string): string {
  return (params as Readonly<Record<string, string | undefined>>)[name] ?? ''
}

async function find({ params, headers, context }: Asked): Promise<Found | null> {
  const { issuerUrls, ports, config } = context
  const path = partOf(params, 'issuerPath')
  const environment = environmentAt({ path, host: headers.host }, issuerUrls, config.publicUrl)
  if (environment === null) return null
  const issuer = await issuerOf(environment, issuerUrls, ports)
  return { issuer, url: issuerUrls[environment], nowMs: ports.clock.nowMs() }
}

/**
 * Of those with that path the one with that host; where no host fits, production first. What is in
 * front of the service takes the path of its public URL away.
 */
function environmentAt(
  { path, host }: { readonly path: string; readonly host: string | undefined },
  urls: Readonly<Record<Environment, string>>,
  publicUrl: string | null,
): Environment | null {
  const base = publicUrl === null ? '' : `${publicUrl}/`
  const pathOf = (url: string): string =>
    `${url}/`.startsWith(base) && base !== ''
      ? url.slice(base.length)
      : new URL(url).pathname.slice(1)
  const atPath = environments
    .toReversed()
    .filter((environment) => pathOf(urls[environment]) === path)
  const atHost = atPath.find((environment) => isAt(new URL(urls[environment]), host ?? ''))
  return atHost ?? atPath[0] ?? null
}

/** A header may name the port that goes without saying. */
const isAt = ({ protocol, host }: URL, header: string): boolean =>
  URL.parse(`${protocol}//${header}`)?.host === host
