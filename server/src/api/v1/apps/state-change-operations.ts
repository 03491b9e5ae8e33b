/** What happens to tenants' installations, as the operator says it (ruling R12). */
import type { Static } from 'typebox'
import { isHostName } from '../../../domain/tenant-state.ts'
import { isTransitionId } from '../../../domain/transition.ts'
import {
  type ChangeTenantState,
  changeTenantState,
  foreseeTransition,
  setEnvironment,
} from '../../../manage/tenant-states/change-tenant-state.ts'
import { findTransition, transitionRecords } from '../../../manage/tenant-records.ts'
import { type Caller, type PathTenant, tenantOperation } from '../../operation.ts'
import { type FieldError, problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf } from '../view-schemas.ts'
import { actorOf } from '../../actor.ts'
import { EnvironmentBody, StateChangeBody } from './app-schemas.ts'
import {
  foreseenExample,
  ForeseenView,
  statusExample,
  StatusView,
  transitionExample,
  TransitionView,
} from './app-view-schemas.ts'
import { statusView } from '../views.ts'
import { foreseenView, transitionView } from './app-views.ts'
import { listed } from '../listed.ts'

const tag = 'Tenant states'
const answer = (description: string) => ({
  description,
  schema: TransitionView,
  example: transitionExample,
})

const changeTenantStateOperation = tenantOperation({
  id: 'changeTenantState',
  method: 'POST',
  path: '/v1/tenants/:tenantId/state-changes',
  allow: ['operator'],
  tag,
  summary: "Say what happens to a tenant's installation; the apps it approved are told.",
  description:
    'The state, who changed it and why, and who is to be told are stored in one step. Saying what already holds changes nothing and tells nobody: 200 with the present state. With the changes of an upgrade, version_name and file_version are those it leads to.',
  body: {
    kind: 'json',
    schema: StateChangeBody,
    example: { change: 'suspend', why: 'The invoice was not paid.' },
  },
  problems: ['state-change-illegal'],
  responses: {
    200: { description: 'It was so already', schema: StatusView, example: statusExample },
    201: answer('Changed'),
  },

  async handle({ tenant, body, caller, context }) {
    const errors = faultsOf(body)
    if (errors.length > 0) return problem('body-invalid', { errors })
    const result = await changeTenantState(requestOf(body, { tenant, caller }), context)
    switch (result.kind) {
      case 'illegal':
        return problem('state-change-illegal', { detail: result.detail })
      case 'not-approved':
        return notApproved
      case 'unchanged':
        return { status: 200, body: statusView(result.status) }
      case 'changed': {
        const { transition } = result
        context.tenantHosts.note(tenant.id, transition.after.publicEndpoint)
        await context.tellTransitions()
        const told = await findTransition(tenant.key, transition.id, context.ports)
        return { status: 201, body: transitionView(told?.value ?? transition) }
      }
    }
  },
})

const foreseeStateChangeOperation = tenantOperation({
  id: 'foreseeStateChange',
  unaudited: 'reads',
  method: 'POST',
  path: '/v1/tenants/:tenantId/state-changes/dry-run',
  allow: ['operator'],
  tag,
  summary:
    'What a change would do and who would be told of it, as things stand. Nothing is stored.',
  description:
    'Takes what the change itself takes, and refuses what it refuses. `due` are the apps that would be told; where it is so already, `is_changed` is false.',
  body: { kind: 'json', schema: StateChangeBody, example: { change: 'suspend' } },
  problems: ['state-change-illegal'],
  responses: {
    200: { description: 'What it would do', schema: ForeseenView, example: foreseenExample },
  },

  async handle({ tenant, body, caller, context }) {
    const errors = faultsOf(body)
    if (errors.length > 0) return problem('body-invalid', { errors })
    const result = await foreseeTransition(requestOf(body, { tenant, caller }), context)
    switch (result.kind) {
      case 'illegal':
        return problem('state-change-illegal', { detail: result.detail })
      case 'not-approved':
        return notApproved
      case 'unchanged':
        return { status: 200, body: foreseenView(result.status, null) }
      case 'changed':
        return { status: 200, body: foreseenView(result.transition.before, result.transition) }
    }
  },
})

const notApproved = problem('body-invalid', {
  errors: [{ pointer: '/app', detail: 'is not an app that the tenant has approved' }],
})

function requestOf(
  body: Static<typeof StateChangeBody>,
  { tenant, caller }: { readonly tenant: PathTenant; readonly caller: Caller },
): ChangeTenantState {
  return {
    tenantKey: tenant.key,
    tenantId: tenant.id,
    by: actorOf(caller),
    why: body.why ?? null,
    onlyApp: body.app ?? null,
    change: body.change,
    ...(body.version_name === undefined ? {} : { versionName: body.version_name }),
    ...(body.file_version === undefined ? {} : { fileVersion: body.file_version }),
    ...(body.public_endpoint === undefined
      ? {}
      : { publicEndpoint: body.public_endpoint.toLowerCase() }),
    ...(body.notice === undefined ? {} : { notice: body.notice }),
  }
}

/** What belongs to one change is refused with any other, so that nothing is said in vain. */
function faultsOf(body: {
  readonly change: string
  readonly public_endpoint?: string
  readonly notice?: string
  readonly app?: string
}): readonly FieldError[] {
  const { change, public_endpoint: host, notice, app } = body
  const errors: FieldError[] = []
  const note = (isWrong: boolean, pointer: string, detail: string): void => {
    if (isWrong) errors.push({ pointer, detail })
  }
  const [isMove, isNotify] = [change === 'move', change === 'notify']
  note(isMove && host === undefined, '/public_endpoint', 'has to be given with move')
  note(!isMove && host !== undefined, '/public_endpoint', 'belongs to move alone')
  const isHost = host === undefined || isHostName(host.toLowerCase())
  note(!isHost, '/public_endpoint', 'has to be a bare host name, such as online3.example.com')
  note(isNotify && notice === undefined, '/notice', 'has to be given with notify')
  note(!isNotify && notice !== undefined, '/notice', 'belongs to notify alone')
  note(!isNotify && app !== undefined, '/app', 'belongs to notify alone')
  return errors
}

const listStateChangesOperation = tenantOperation({
  id: 'listStateChanges',
  method: 'GET',
  path: '/v1/tenants/:tenantId/state-changes',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'What happened to the tenant, oldest first, with who was told.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of changes',
      schema: pageOf(TransitionView),
      example: pageExample(transitionExample),
    },
  },

  handle({ tenant, query, context }) {
    return listed(
      { query, list: 'state-changes', whose: tenant.key, view: transitionView },
      (wanted) =>
        transitionRecords.list(context.ports.store.records, { ...wanted, account: tenant.key }),
    )
  },
})

const getStateChangeOperation = tenantOperation({
  id: 'getStateChange',
  method: 'GET',
  path: '/v1/tenants/:tenantId/state-changes/:changeId',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'One change: who did it and why, and for every approved app whether it was told.',
  problems: ['state-change-unknown'],
  responses: { 200: answer('The change') },

  async handle({ tenant, params, context }) {
    const { changeId } = params
    if (!isTransitionId(changeId)) return problem('state-change-unknown')
    const found = await findTransition(tenant.key, changeId, context.ports)
    if (found === null) return problem('state-change-unknown')
    return { status: 200, body: transitionView(found.value) }
  },
})

const setEnvironmentOperation = tenantOperation({
  id: 'setTenantEnvironment',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/environment',
  allow: ['operator'],
  tag,
  summary: 'Say which environment a tenant is in. What it approved counts where it approved it.',
  body: { kind: 'json', schema: EnvironmentBody, example: { environment: 'stage' } },
  responses: { 200: { description: 'Set', schema: StatusView, example: statusExample } },

  async handle({ tenant, body, context }) {
    const request = { tenantKey: tenant.key, environment: body.environment }
    return { status: 200, body: statusView(await setEnvironment(request, context)) }
  },
})

export const stateChangeOperations = [
  changeTenantStateOperation,
  foreseeStateChangeOperation,
  listStateChangesOperation,
  getStateChangeOperation,
  setEnvironmentOperation,
] as const
