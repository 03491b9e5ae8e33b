/**
 * Tenants approve the apps that may be told of them, each in the environment the tenant is in. What
 * is approved is kept with the tenant and with the partner, in one step.
 */
import type { App, Approval } from '../../domain/app.ts'
import { approvalsPerTenantMax } from '../../domain/limits.ts'
import type { ManageParts } from '../manage-parts.ts'
import { type Held, inTries } from '../records.ts'
import { statusOf } from '../tenant-records.ts'
import {
  approvalLockId,
  approvalLocks,
  approvals,
  approvedTenantId,
  approvedTenants,
  findApp,
} from './app-records.ts'

interface TenantApp {
  readonly tenantKey: number
  readonly tenantId: string
  readonly appId: string
}

export type ApproveResult =
  | {
      readonly kind: 'approved'
      readonly approval: Approval
      readonly app: App
      readonly isNew: boolean
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'limit-reached' }

export function approveApp(
  request: TenantApp & { readonly by: string },
  { ports }: ManageParts,
): Promise<ApproveResult> {
  const { tenantKey, tenantId, appId, by } = request
  const { records } = ports.store
  return inTries(async () => {
    const app = await findApp(appId, ports)
    if (app === null) return { kind: 'unknown' }
    const { environment } = (await statusOf(tenantKey, ports)).status
    const before = await approvals.find(records, tenantKey, appId)
    if (before?.value.environment === environment) {
      return { kind: 'approved', approval: before.value, app: app.value, isNew: false }
    }
    const lock = await approvalLocks.find(records, tenantKey, approvalLockId)
    const listed = await approvals.list(records, {
      account: tenantKey,
      limit: approvalsPerTenantMax,
    })
    if (before === null && listed.length >= approvalsPerTenantMax) return { kind: 'limit-reached' }
    const lockPlace = { account: tenantKey, id: approvalLockId }
    const nowMs = ports.clock.nowMs()
    const { id, partnerKey } = app.value
    const approval: Approval = { appId: id, partnerKey, tenantId, environment, atMs: nowMs, by }
    const mirrorId = approvedTenantId(approval)
    const mirror = await approvedTenants.find(records, partnerKey, mirrorId)
    const isWritten = await records.write(
      [
        approvals.put(before, { account: tenantKey, id: appId }, approval),
        approvedTenants.put(mirror, { account: partnerKey, id: mirrorId }, approval),
        ...(before === null ? [approvalLocks.put(lock, lockPlace, {})] : []),
      ],
      nowMs,
    )
    if (!isWritten) return 'overtaken'
    return { kind: 'approved', approval, app: app.value, isNew: before === null }
  })
}

/** False when the tenant had not approved it. From then on it is told nothing new of the tenant. */
export function withdrawApproval(
  { tenantKey, appId }: TenantApp,
  { ports }: ManageParts,
): Promise<boolean> {
  const { records } = ports.store
  return inTries(async () => {
    const before = await approvals.find(records, tenantKey, appId)
    if (before === null) return false
    const mirror = await approvedTenants.find(
      records,
      before.value.partnerKey,
      approvedTenantId(before.value),
    )
    const changes = [
      approvals.removed(before),
      ...(mirror === null ? [] : [approvedTenants.removed(mirror)]),
    ]
    return (await records.write(changes, ports.clock.nowMs())) || 'overtaken'
  })
}

export function approvalsOf(
  tenantKey: number,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<readonly Held<Approval>[]> {
  return approvals.all(ports.store.records, tenantKey)
}
