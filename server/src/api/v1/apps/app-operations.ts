/** Apps of partners: what needs no publishing. */
import type { TSchema } from 'typebox'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { isMailAddress } from '../../../domain/mail-address.ts'
import { partnerIdOf } from '../../../domain/partner.ts'
import { apps, findApp, listAppPlaces } from '../../../manage/apps/app-records.ts'
import { changeApp } from '../../../manage/apps/change-app.ts'
import { createApp } from '../../../manage/apps/create-app.ts'
import { operation, partnerOperation, type ResponseRule } from '../../operation.ts'
import { type FieldError, isProblem, problem, type Problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { pageOf } from '../view-schemas.ts'
import { actorOf } from '../../actor.ts'
import { AppBody, AppChangeBody, AppsQuery } from './app-schemas.ts'
import { appExample, AppView } from './app-view-schemas.ts'
import { appView, etagOf } from './app-views.ts'
import { etagHeader, ifMatchHeader, readIfMatch } from './preconditions.ts'

const tag = 'Apps'
const answer = (description: string): ResponseRule => ({
  description,
  schema: AppView,
  example: appExample,
  headers: etagHeader,
})

const createAppOperation = partnerOperation({
  id: 'createApp',
  method: 'POST',
  path: '/v1/partners/:partnerId/apps',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Make an app, with a client id for each environment.',
  description:
    'It begins with one empty configuration version, which counts in SOD. Tokens of an environment are for the client id there.',
  body: {
    kind: 'json',
    schema: AppBody,
    example: { name: 'Acme Sync', kind: 'standard', error_emails: ['alerts@acme.example'] },
  },
  problems: ['app-limit-reached'],
  responses: { 201: answer('Made') },

  async handle({ tenant, body, caller, context }) {
    const errorEmails = body.error_emails ?? []
    const refused = mailProblem(errorEmails)
    if (refused !== null) return refused
    const app = await createApp(
      {
        partnerKey: tenant.key,
        partnerId: partnerIdOf(tenant.id) ?? '',
        name: body.name,
        kind: body.kind,
        errorEmails,
        by: actorOf(caller),
      },
      context,
    )
    if (app === null) return problem('app-limit-reached')
    return { status: 201, headers: { etag: etagOf(app) }, body: appView(app.value) }
  },
})

const page = (item: TSchema): ResponseRule => ({
  description: 'A page of apps',
  schema: pageOf(item),
  example: pageExample(appExample),
})

const listAppsOfPartnerOperation = partnerOperation({
  id: 'listAppsOfPartner',
  method: 'GET',
  path: '/v1/partners/:partnerId/apps',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'All apps of a partner, oldest first.',
  responses: { 200: page(AppView) },

  async handle({ tenant, context }) {
    const all = await apps.all(context.ports.store.records, tenant.key)
    return {
      status: 200,
      body: { data: all.map(({ value }) => appView(value)), next_cursor: null },
    }
  },
})

const listAppsOperation = operation({
  id: 'listApps',
  method: 'GET',
  path: '/v1/apps',
  allow: ['operator'],
  tag,
  summary: 'The apps of all partners, oldest first; or those whose versions wait for the operator.',
  query: AppsQuery,
  problems: ['cursor-invalid'],
  responses: { 200: page(AppView) },

  async handle({ query, context }) {
    const afterId = readCursor('apps', query.cursor)
    if (isProblemOrNull(afterId)) return afterId
    const limit = query.limit ?? pageSizeDefault
    const places = await listAppPlaces({ afterId, limit: limit + 1 }, context.ports)
    const shown = places.slice(0, limit)
    const found = await Promise.all(shown.map(({ id }) => findApp(id, context.ports)))
    const wanted = found.flatMap((app) =>
      app !== null && (query.requested !== true || isRequested(app.value)) ? [app.value] : [],
    )
    const last = shown.at(-1)
    const hasMore = places.length > limit && last !== undefined
    return {
      status: 200,
      body: {
        data: wanted.map(appView),
        next_cursor: hasMore ? writeCursor('apps', last.id) : null,
      },
    }
  },
})

const getAppOperation = partnerOperation({
  id: 'getApp',
  method: 'GET',
  path: '/v1/apps/:appId',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'Read one app.',
  responses: { 200: answer('The app') },

  async handle({ params, context }) {
    const app = await findApp(params.appId, context.ports)
    if (app === null) return problem('app-unknown')
    return { status: 200, headers: { etag: etagOf(app) }, body: appView(app.value) }
  },
})

const changeAppOperation = partnerOperation({
  id: 'changeApp',
  method: 'PATCH',
  path: '/v1/apps/:appId',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Change the name, or who is told of trouble. It holds at once, without publishing.',
  requestHeaders: ifMatchHeader,
  body: {
    kind: 'json',
    schema: AppChangeBody,
    example: { error_emails: ['alerts@acme.example', 'night@acme.example'] },
  },
  problems: ['precondition-missing', 'precondition-failed'],
  responses: { 200: answer('Changed') },

  async handle({ params, body, headers, context }) {
    const expectedRevision = readIfMatch(headers)
    if (typeof expectedRevision !== 'number') return expectedRevision
    const refused = mailProblem(body.error_emails ?? [])
    if (refused !== null) return refused
    const app = await changeApp(
      {
        appId: params.appId,
        expectedRevision,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.error_emails === undefined ? {} : { errorEmails: body.error_emails }),
      },
      context,
    )
    if (app === null) return problem('precondition-failed')
    return { status: 200, headers: { etag: etagOf(app) }, body: appView(app.value) }
  },
})

export const appOperations = [
  createAppOperation,
  listAppsOfPartnerOperation,
  listAppsOperation,
  getAppOperation,
  changeAppOperation,
] as const

const isRequested = ({ requested }: { readonly requested: object }): boolean =>
  Object.values(requested).some((number) => number !== null)

const isProblemOrNull = (value: string | null | Problem): value is Problem =>
  typeof value === 'object' && value !== null && isProblem(value)

function mailProblem(mails: readonly string[]): Problem | null {
  const errors: FieldError[] = mails.flatMap((mail, index) =>
    isMailAddress(mail)
      ? []
      : [{ pointer: `/error_emails/${index}`, detail: 'is not one mail address' }],
  )
  return errors.length === 0 ? null : problem('body-invalid', { errors })
}
