/** The issuers of the environments, and their keys. */
import { isEnvironment } from '../../../domain/tenant-state.ts'
import { issuerOf, rotateIssuerKey } from '../../../manage/issuers.ts'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { RotationBody } from './app-schemas.ts'
import { issuerExample, IssuerView } from './app-view-schemas.ts'
import { issuerView } from './app-views.ts'

const tag = 'Issuers'
const answer = (description: string) => ({
  description,
  schema: IssuerView,
  example: issuerExample,
})

const getIssuerOperation = operation({
  id: 'getIssuer',
  method: 'GET',
  path: '/v1/issuers/:environment',
  allow: ['operator'],
  tag,
  summary: "An environment's issuer: where it is, and which keys it has published.",
  problems: ['environment-unknown'],
  responses: { 200: answer('The issuer') },

  async handle({ params, context }) {
    const { environment } = params
    if (!isEnvironment(environment)) return problem('environment-unknown')
    const { issuerUrls, ports } = context
    const issuer = await issuerOf(environment, issuerUrls, ports)
    const nowMs = ports.clock.nowMs()
    return { status: 200, body: issuerView(issuer, issuerUrls[environment], nowMs) }
  },
})

const rotateIssuerKeyOperation = operation({
  id: 'rotateIssuerKey',
  method: 'POST',
  path: '/v1/issuers/:environment/rotate',
  allow: ['operator'],
  tag,
  summary:
    'Make a new signing key. It is published now and signs in an hour, so that nobody misses it.',
  description:
    'The key before it stays published until its last token has expired and caches have gone by. With `at_once`, for a key that others may have seen, the new one signs now and the old ones are published no more: receivers that cache keys refuse messages until they look again.',
  body: { kind: 'json', schema: RotationBody, example: {}, isOptional: true },
  problems: ['environment-unknown'],
  responses: { 200: answer('With the new key') },

  async handle({ params, body, context }) {
    const { environment } = params
    if (!isEnvironment(environment)) return problem('environment-unknown')
    const { issuerUrls, ports } = context
    const isAtOnce = body?.at_once === true
    const issuer = await rotateIssuerKey({ environment, isAtOnce }, issuerUrls, ports)
    if (isAtOnce) await context.applyIssuerKeys()
    const nowMs = ports.clock.nowMs()
    return { status: 200, body: issuerView(issuer, issuerUrls[environment], nowMs) }
  },
})

export const issuerOperations = [getIssuerOperation, rotateIssuerKeyOperation] as const
