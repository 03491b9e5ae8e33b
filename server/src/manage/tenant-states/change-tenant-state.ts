/**
 * What happens to a tenant's installation: the new state, who did it and why, and who is to be told
 * of it are written in one step, so that what apps are told and what they are answered can never
 * disagree (ruling R12). Telling follows, and follows after a crash too.
 */
import { type Approval, endpointIn } from '../../domain/app.ts'
import {
  afterTransition,
  type Installation,
  type TransitionRequest,
} from '../../domain/tenant-state.ts'
import type { Telling, Transition } from '../../domain/transition.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { apps, findVersion } from '../apps/app-records.ts'
import { approvalsOf } from '../apps/approve-app.ts'
import type { AppParts } from '../manage-parts.ts'
import { inTries } from '../records.ts'
import { statusChange, statusOf, transitionRecords, untold } from '../tenant-records.ts'

export interface ChangeTenantState extends TransitionRequest {
  readonly tenantKey: number
  readonly tenantId: string
  readonly by: string
  readonly why: string | null
  /** With `notify`: this app alone; null: every one. */
  readonly onlyApp: string | null
}

export type ChangeTenantStateResult =
  | { readonly kind: 'changed'; readonly transition: Transition }
  | { readonly kind: 'unchanged'; readonly status: Installation }
  | { readonly kind: 'illegal'; readonly detail: string }
  /** The one app that was to be told is none of the tenant's. */
  | { readonly kind: 'not-approved' }

export function changeTenantState(
  request: ChangeTenantState,
  parts: AppParts,
): Promise<ChangeTenantStateResult> {
  const { ports } = parts
  const { tenantKey } = request
  return inTries(async () => {
    const planned = await planTransition(request, parts)
    if (planned.kind !== 'planned') return planned
    const { before, transition } = planned
    const isDue = transition.tellings.some(({ state }) => state === 'due')
    const isWritten = await ports.store.records.write(
      [
        statusChange(tenantKey, before, transition.after),
        transitionRecords.made(tenantKey, transition.id, transition),
        ...(isDue ? [untold.made(installationAccount, transition.id, { tenantKey })] : []),
      ],
      transition.atMs,
    )
    return isWritten ? { kind: 'changed', transition } : 'overtaken'
  })
}

/** What the change would do and who would be told of it, as things stand; nothing is stored. */
export async function foreseeTransition(
  request: ChangeTenantState,
  parts: AppParts,
): Promise<ChangeTenantStateResult> {
  const planned = await planTransition(request, parts)
  return planned.kind === 'planned' ? { kind: 'changed', transition: planned.transition } : planned
}

type Planned =
  | Exclude<ChangeTenantStateResult, { readonly kind: 'changed' }>
  | {
      readonly kind: 'planned'
      readonly before: Awaited<ReturnType<typeof statusOf>>
      readonly transition: Transition
    }

async function planTransition(request: ChangeTenantState, parts: AppParts): Promise<Planned> {
  const { ports } = parts
  const { tenantKey, tenantId, by, why } = request
  const before = await statusOf(tenantKey, ports)
  const nowMs = ports.clock.nowMs()
  const result = afterTransition(before.status, request, nowMs)
  if (result.kind === 'illegal') return result
  if (result.kind === 'unchanged') return { kind: 'unchanged', status: before.status }
  const { status: after, notice, told } = result
  const tellings = notice === null ? [] : await tellingsOf(request, after, parts)
  if (request.onlyApp !== null && tellings.length === 0) return { kind: 'not-approved' }
  const transition: Transition = {
    id: `stc_${mintUuidHex(ports.clock, ports.random)}`,
    tenantKey,
    tenantId,
    change: request.change,
    before: before.status,
    after,
    notice,
    told,
    atMs: nowMs,
    by,
    why,
    tellings,
  }
  return { kind: 'planned', before, transition }
}

/** The environment that a tenant is in; what it approved elsewhere stays, and counts there alone. */
export function setEnvironment(
  request: { readonly tenantKey: number; readonly environment: Installation['environment'] },
  { ports }: AppParts,
): Promise<Installation> {
  return inTries(async () => {
    const before = await statusOf(request.tenantKey, ports)
    const { environment } = request
    const nowMs = ports.clock.nowMs()
    const sinceMs = before.held === null ? nowMs : before.status.sinceMs
    const status = { ...before.status, environment, sinceMs }
    const change = statusChange(request.tenantKey, before, status)
    return (await ports.store.records.write([change], nowMs)) ? status : 'overtaken'
  })
}

/** For every app that the tenant has approved: that it is told, or why it is not. */
async function tellingsOf(
  { tenantKey, onlyApp }: ChangeTenantState,
  { environment }: Installation,
  parts: AppParts,
): Promise<readonly Telling[]> {
  const approved = await approvalsOf(tenantKey, parts)
  const asked = approved.filter(({ value }) => onlyApp === null || value.appId === onlyApp)
  const found = await Promise.all(asked.map(({ value }) => tellingOf(value, environment, parts)))
  return found.flatMap((telling) => telling ?? [])
}

async function tellingOf(
  approval: Approval,
  environment: Installation['environment'],
  { ports }: AppParts,
): Promise<Telling | null> {
  const { appId, partnerKey } = approval
  const app = (await apps.find(ports.store.records, partnerKey, appId))?.value
  if (app === undefined) return null
  const about = { appId, appName: app.name, partnerKey, partnerId: app.partnerId, eventId: null }
  if (approval.environment !== environment) return { ...about, state: 'not-approved-here' }
  const number = app.published[environment]
  const version = number === null ? null : await findVersion(app, number, ports)
  if (version === null) return { ...about, state: 'not-published' }
  const { isOn, url } = endpointIn(version.value.endpoint, environment)
  return { ...about, state: isOn && url !== null ? 'due' : 'switched-off' }
}
