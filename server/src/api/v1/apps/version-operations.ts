/**
 * Configuration versions: drafted and saved by the app's owner, asked for, and decided by the
 * operator (tenant status specification, section 7).
 */
import { listed } from '../listed.ts'
import { type AppVersion, isAppId } from '../../../domain/app.ts'
import {
  findApp,
  findVersion,
  saveId,
  saves,
  versionId,
  versions,
} from '../../../manage/apps/app-records.ts'
import {
  createVersion,
  type EndpointFault,
  saveVersion,
} from '../../../manage/apps/edit-version.ts'
import type { Held } from '../../../manage/records.ts'
import type { OperationReply, ResponseRule } from '../../operation.ts'
import { partnerOperation } from '../../operation.ts'
import { problem, type Problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf } from '../view-schemas.ts'
import { actorOf } from '../../actor.ts'
import { VersionBody, VersionSaveBody } from './app-schemas.ts'
import {
  saveExample,
  SaveView,
  sectionExample,
  versionExample,
  VersionView,
} from './app-view-schemas.ts'
import { etagOf, saveView, sectionOf, versionView } from './app-views.ts'
import { etagHeader, ifMatchHeader, readIfMatch } from './preconditions.ts'
import { readNumber } from './version-number.ts'

const tag = 'App versions'

export const versionAnswer = (description: string): ResponseRule => ({
  description,
  schema: VersionView,
  example: versionExample,
  headers: etagHeader,
})

export const versionReply = (version: Held<AppVersion>, status = 200): OperationReply => ({
  status,
  headers: { etag: etagOf(version) },
  body: versionView(version.value),
})

const createVersionOperation = partnerOperation({
  id: 'createAppVersion',
  method: 'POST',
  path: '/v1/apps/:appId/versions',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Make a draft. It begins with the settings of another version.',
  body: { kind: 'json', schema: VersionBody, example: { label: 'Spring', from: 1 } },
  problems: ['app-version-unknown', 'app-limit-reached'],
  responses: { 201: versionAnswer('Made') },

  async handle({ params, body, caller, context }) {
    const { label, from = null } = body
    const request = { appId: params.appId, label, from, by: actorOf(caller) }
    const version = await createVersion(request, context)
    if (version === null) return problem('app-version-unknown')
    return version === 'too-many' ? problem('app-limit-reached') : versionReply(version, 201)
  },
})

const listVersionsOperation = partnerOperation({
  id: 'listAppVersions',
  method: 'GET',
  path: '/v1/apps/:appId/versions',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'The versions of an app, oldest first.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of versions',
      schema: pageOf(VersionView),
      example: pageExample(versionExample),
    },
  },

  handle({ tenant, params, query, context }) {
    const idPrefix = `${params.appId}/`
    return listed({ query, list: 'app-versions', whose: params.appId, view: versionView }, (page) =>
      versions.list(context.ports.store.records, { ...page, account: tenant.key, idPrefix }),
    )
  },
})

const getVersionOperation = partnerOperation({
  id: 'getAppVersion',
  method: 'GET',
  path: '/v1/apps/:appId/versions/:version',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'Read one version, with where it counts and where it waits.',
  problems: ['app-version-unknown'],
  responses: { 200: versionAnswer('The version') },

  async handle({ params, context }) {
    const number = readNumber(params.version)
    const app = await findApp(params.appId, context.ports)
    if (app === null) return problem('app-unknown')
    const version = number === null ? null : await findVersion(app.value, number, context.ports)
    return version === null ? problem('app-version-unknown') : versionReply(version)
  },
})

const saveVersionOperation = partnerOperation({
  id: 'saveAppVersion',
  method: 'PATCH',
  path: '/v1/apps/:appId/versions/:version',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Save settings of a draft. Each save adds to the change log of the version.',
  description:
    'The section is saved as a whole. Where the version is published to SOD it counts there at once; in stage and production nothing changes before a publication. A version that waits for, or was published to, one of those is locked.',
  requestHeaders: ifMatchHeader,
  body: {
    kind: 'json',
    schema: VersionSaveBody,
    example: { customer_state_change: sectionExample },
  },
  problems: [
    'app-version-unknown',
    'app-version-locked',
    'app-limit-reached',
    'precondition-missing',
    'precondition-failed',
  ],
  responses: { 200: versionAnswer('Saved') },

  async handle({ params, body, headers, caller, context }) {
    const number = readNumber(params.version)
    if (number === null) return problem('app-version-unknown')
    const expectedRevision = readIfMatch(headers)
    if (typeof expectedRevision !== 'number') return expectedRevision
    const { label, customer_state_change: section } = body
    const result = await saveVersion(
      {
        appId: params.appId,
        number,
        expectedRevision,
        by: actorOf(caller),
        ...(label === undefined ? {} : { label }),
        ...(section === undefined ? {} : { endpoint: sectionOf(section) }),
      },
      context,
    )
    switch (result.kind) {
      case 'saved':
        return versionReply(result.version)
      case 'unknown':
        return problem('app-version-unknown')
      case 'changed-since':
        return problem('precondition-failed')
      case 'locked':
        return problem('app-version-locked')
      case 'too-many':
        return problem('app-limit-reached')
      case 'refused':
        return endpointProblem(result.faults)
    }
  },
})

function endpointProblem(faults: readonly EndpointFault[]): Problem {
  const errors = faults.map(({ place, detail }) => {
    const at = place === 'common' ? 'common' : `per_environment/${place}`
    return { pointer: `/customer_state_change/${at}/endpoint`, detail }
  })
  return problem('body-invalid', { errors })
}

const listSavesOperation = partnerOperation({
  id: 'listAppVersionSaves',
  method: 'GET',
  path: '/v1/apps/:appId/versions/:version/saves',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'The change log of a version: who saved what, oldest first.',
  query: PageQuery,
  problems: ['app-version-unknown', 'cursor-invalid'],
  responses: {
    200: {
      description: 'A page of saves',
      schema: pageOf(SaveView),
      example: pageExample(saveExample),
    },
  },

  handle({ tenant, params, query, context }) {
    const number = readNumber(params.version)
    if (number === null) return problem('app-version-unknown')
    const { records } = context.ports.store
    const { appId } = params
    if (!isAppId(appId)) return problem('app-unknown')
    return listed(
      { query, list: 'app-version-saves', whose: `${appId}/${number}`, view: saveView },
      (page) =>
        saves.list(records, {
          ...page,
          account: tenant.key,
          idPrefix: `${versionId(appId, number)}/`,
        }),
    )
  },
})

const getSaveOperation = partnerOperation({
  id: 'getAppVersionSave',
  method: 'GET',
  path: '/v1/apps/:appId/versions/:version/saves/:save',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'What a version was after one save, as a JSON file to download and compare.',
  problems: ['app-version-unknown'],
  responses: { 200: { description: 'The file', schema: SaveView, example: saveExample } },

  async handle({ tenant, params, context }) {
    const [version, save] = [readNumber(params.version), readNumber(params.save)]
    if (version === null || save === null || !isAppId(params.appId)) {
      return problem('app-version-unknown')
    }
    const id = saveId(params.appId, version, save)
    const found = await saves.find(context.ports.store.records, tenant.key, id)
    if (found === null) return problem('app-version-unknown')
    const file = `${params.appId}-version-${version}-save-${save}.json`
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="${file}"`,
      },
      body: JSON.stringify(saveView(found.value), null, 2),
    }
  },
})

export const versionOperations = [
  createVersionOperation,
  listVersionsOperation,
  getVersionOperation,
  saveVersionOperation,
  listSavesOperation,
  getSaveOperation,
] as const
