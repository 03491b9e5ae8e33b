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

/** One document at the root of a host and below one part of a path. */
function documentOperations(spec: {
  readonly id: string
  readonly end: string
  readonly summary: string
  readonly response: Operation['responses'][number]
  readonly answer: (found: Found, asked: Asked) => OperationReply | Problem
}): readonly Operation[] {
  const { id, end, summary, response, answer } = spec
  const handle = async (asked: Asked): Promise<OperationReply | Problem> => {
    const found = await find(asked)
    return found === null ? problem('route-unknown') : answer(found, asked)
  }
  const facts = {
    method: 'GET',
    allow: 'anyone',
    tag,
    summary,
    responses: { 200: response },
  } as const
  return [
    operation({ ...facts, id, path: `/login/.well-known/${end}`, handle }),
    operation({ ...facts, id: `${id}At`, path: `/:issuerPath/login/.well-known/${end}`, handle }),
  ]
}

export const issuerDocumentOperations: readonly Operation[] = [
  ...documentOperations({
    id: 'tenantStatusGetMetadata',
    end: 'openid-configuration',
    summary: 'The metadata of an issuer: its name and where its keys are.',
    response: document,
    answer: ({ url }) =>
      published({
        issuer: url,
        jwks_uri: `${url}/login/.well-known/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
  }),
  ...documentOperations({
    id: 'tenantStatusGetKeys',
    end: 'jwks',
    summary:
      "An issuer's keys, each with its certificate. Keep them as long as Cache-Control says.",
    response: document,
    answer: ({ issuer, nowMs }) => published(jwksOf(publishedKeys(issuer, nowMs))),
  }),
  ...documentOperations({
    id: 'tenantStatusGetCertificate',
    end: 'certificates/:keyId',
    summary: 'The certificate of one key, for receivers that read keys from files.',
    response: certificate,
    answer: ({ issuer, nowMs }, { params }) => {
      const key = publishedKeys(issuer, nowMs).find(
        ({ keyId }) => keyId === partOf(params, 'keyId'),
      )
      if (key === undefined) return problem('route-unknown')
      const lines = key.certificateBase64.match(/.{1,64}/g) ?? []
      const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', '']
      return {
        status: 200,
        headers: { 'content-type': 'application/x-pem-file', 'cache-control': caching },
        body: pem.join('\n'),
      }
    },
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
export function environmentAt(
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
  const atHost = atPath.find((environment) => {
    return new URL(urls[environment]).host === (host ?? '').toLowerCase()
  })
  return atHost ?? atPath[0] ?? null
}
