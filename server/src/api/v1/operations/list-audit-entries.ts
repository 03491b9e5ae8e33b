import { tenantOperation } from '../../operation.ts'
import { auditPage, auditResponses, AuditQuery } from '../audit-page.ts'

export const listAuditEntriesOperation = tenantOperation({
  id: 'listAuditEntries',
  method: 'GET',
  path: '/v1/tenants/:tenantId/audit',
  allow: ['operator', 'tenant:read'],
  tag: 'Audit',
  summary: 'List who changed what, and what it was before and after, the newest first.',
  description:
    'Every change that was made over any of the APIs, but events, test events and what only reads. Secrets, header values and the source of scripts are hidden. A key sees nothing of what became of webhooks of another application.',
  query: AuditQuery,
  problems: ['cursor-invalid'],
  responses: auditResponses,

  handle: ({ tenant, query, caller, context }) =>
    auditPage({ account: tenant.key, query, caller }, context),
})
