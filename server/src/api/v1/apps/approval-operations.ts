/** Which apps a tenant lets be told of it. */
import { approvals, approvedTenants } from '../../../manage/apps/app-records.ts'
import { approveApp, withdrawApproval } from '../../../manage/apps/approve-app.ts'
import { partnerOperation, tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf } from '../view-schemas.ts'
import { actorOf } from '../../actor.ts'
import { approvalExample, ApprovalView } from './app-view-schemas.ts'
import { approvalView } from './app-views.ts'
import { listed } from '../listed.ts'

const tag = 'Approvals'
const answer = (description: string) => ({
  description,
  schema: ApprovalView,
  example: approvalExample,
})
const page = {
  description: 'A page of approvals',
  schema: pageOf(ApprovalView),
  example: pageExample(approvalExample),
}

const approveAppOperation = tenantOperation({
  id: 'approveApp',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/approvals/:appId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Let an app be told of this tenant, in the environment that the tenant is in.',
  problems: ['app-unknown', 'app-limit-reached'],
  responses: { 200: answer('Approved already'), 201: answer('Approved') },

  async handle({ tenant, params, caller, context }) {
    const result = await approveApp(
      {
        tenantKey: tenant.key,
        tenantId: tenant.id,
        appId: params.appId,
        by: actorOf(caller),
      },
      context,
    )
    switch (result.kind) {
      case 'approved':
        return { status: result.isNew ? 201 : 200, body: approvalView(result.approval) }
      case 'unknown':
        return problem('app-unknown')
      case 'limit-reached':
        return problem('app-limit-reached')
    }
  },
})

const withdrawApprovalOperation = tenantOperation({
  id: 'withdrawApproval',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/approvals/:appId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Approve an app no longer: it is told nothing new of this tenant.',
  problems: ['approval-unknown'],
  responses: { 204: { description: 'Withdrawn' } },

  async handle({ tenant, params, context }) {
    const place = { tenantKey: tenant.key, tenantId: tenant.id, appId: params.appId }
    return (await withdrawApproval(place, context)) ? { status: 204 } : problem('approval-unknown')
  },
})

const listApprovalsOperation = tenantOperation({
  id: 'listApprovals',
  method: 'GET',
  path: '/v1/tenants/:tenantId/approvals',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'The apps that the tenant has approved.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: { 200: page },

  handle({ tenant, query, context }) {
    return listed({ query, list: 'approvals', whose: tenant.key, view: approvalView }, (wanted) =>
      approvals.list(context.ports.store.records, { ...wanted, account: tenant.key }),
    )
  },
})

const listAppTenantsOperation = partnerOperation({
  id: 'listAppTenants',
  method: 'GET',
  path: '/v1/apps/:appId/tenants',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'The tenants that have approved the app, by id.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: { 200: page },

  handle({ tenant, params, query, context }) {
    const idPrefix = `${params.appId}/`
    return listed(
      { query, list: 'app-tenants', whose: params.appId, view: approvalView },
      (wanted) =>
        approvedTenants.list(context.ports.store.records, {
          ...wanted,
          account: tenant.key,
          idPrefix,
        }),
    )
  },
})

export const approvalOperations = [
  approveAppOperation,
  withdrawApprovalOperation,
  listApprovalsOperation,
  listAppTenantsOperation,
] as const
