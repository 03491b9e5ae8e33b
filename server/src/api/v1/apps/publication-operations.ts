/** Publishing of versions: asked for by the app's owner, decided by the operator. */
import type { IncomingHttpHeaders } from 'node:http'
import { isEnvironment } from '../../../domain/tenant-state.ts'
import {
  approvePublication,
  type PublicationResult,
  rejectPublication,
  requestPublication,
  type VersionPlace,
  withdrawRequest,
} from '../../../manage/apps/publish-version.ts'
import { type Caller, partnerOperation, type Answer } from '../../operation.ts'
import { problem, type Problem } from '../../problems.ts'
import { actorOf } from '../../actor.ts'
import { PublicationBody, RejectionBody } from './app-schemas.ts'
import { optionalIfMatchHeader, readIfMatchOrNull } from './preconditions.ts'
import { versionAnswer, versionReply } from './version-operations.ts'
import { readNumber } from './version-number.ts'

const tag = 'App versions'
const problems = ['app-version-unknown', 'publication-refused', 'precondition-failed'] as const
const decisionProblems = [...problems, 'environment-unknown'] as const

const requestPublicationOperation = partnerOperation({
  id: 'requestAppPublication',
  method: 'POST',
  path: '/v1/apps/:appId/versions/:version/publications',
  allow: ['operator', 'partner:manage'],
  tag,
  summary:
    'Request to publish a version. In SOD it counts at once; elsewhere the operator decides.',
  description:
    'A custom app is asked for in stage, and its approval there counts in production too. A standard app is published in stage first, tested, and asked for again in production.',
  body: { kind: 'json', schema: PublicationBody, example: { environment: 'stage' } },
  requestHeaders: optionalIfMatchHeader,
  problems,
  responses: { 200: versionAnswer('Asked for, or published to SOD') },

  async handle({ params, body, headers, caller, context }) {
    const place = placeOf(params, body.environment, { headers, caller })
    return 'code' in place ? place : shown(await requestPublication(place, context))
  },
})

const withdrawRequestOperation = partnerOperation({
  id: 'withdrawAppPublication',
  method: 'DELETE',
  path: '/v1/apps/:appId/versions/:version/publications/:environment',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Take a request back; the version may be edited again.',
  requestHeaders: optionalIfMatchHeader,
  problems: decisionProblems,
  responses: { 200: versionAnswer('Taken back') },

  async handle({ params, headers, caller, context }) {
    const place = placeOf(params, params.environment, { headers, caller })
    return 'code' in place ? place : shown(await withdrawRequest(place, context))
  },
})

const approvePublicationOperation = partnerOperation({
  id: 'approveAppPublication',
  method: 'POST',
  path: '/v1/apps/:appId/versions/:version/publications/:environment/approve',
  allow: ['operator'],
  tag,
  summary: 'Publish what was asked for: from now on it counts in that environment.',
  description:
    'With `If-Match`, what is published is what was looked at: its owner may take a request back, edit the version, and ask again.',
  requestHeaders: optionalIfMatchHeader,
  problems: decisionProblems,
  responses: { 200: versionAnswer('Published') },

  async handle({ params, headers, caller, context }) {
    const place = placeOf(params, params.environment, { headers, caller })
    return 'code' in place ? place : shown(await approvePublication(place, context))
  },
})

const rejectPublicationOperation = partnerOperation({
  id: 'rejectAppPublication',
  method: 'POST',
  path: '/v1/apps/:appId/versions/:version/publications/:environment/reject',
  allow: ['operator'],
  tag,
  summary: 'Refuse what was asked for, with the reason; the version may be edited again.',
  body: {
    kind: 'json',
    schema: RejectionBody,
    example: { reason: 'The endpoint answered no test.' },
  },
  requestHeaders: optionalIfMatchHeader,
  problems: decisionProblems,
  responses: { 200: versionAnswer('Rejected') },

  async handle({ params, body, headers, caller, context }) {
    const place = placeOf(params, params.environment, { headers, caller })
    if ('code' in place) return place
    return shown(await rejectPublication({ ...place, reason: body.reason }, context))
  },
})

export const publicationOperations = [
  requestPublicationOperation,
  withdrawRequestOperation,
  approvePublicationOperation,
  rejectPublicationOperation,
] as const

function placeOf(
  params: { readonly appId: string; readonly version: string },
  environment: string,
  { headers, caller }: { readonly headers: IncomingHttpHeaders; readonly caller: Caller },
): VersionPlace | Problem {
  const number = readNumber(params.version)
  if (number === null) return problem('app-version-unknown')
  if (!isEnvironment(environment)) return problem('environment-unknown')
  const expectedRevision = readIfMatchOrNull(headers)
  if (typeof expectedRevision === 'object' && expectedRevision !== null) return expectedRevision
  return { appId: params.appId, number, environment, expectedRevision, by: actorOf(caller) }
}

function shown(result: PublicationResult): Answer {
  switch (result.kind) {
    case 'done':
      return versionReply(result.version)
    case 'unknown':
      return problem('app-version-unknown')
    case 'changed-since':
      return problem('precondition-failed')
    case 'refused':
      return problem('publication-refused', { detail: result.detail })
  }
}
