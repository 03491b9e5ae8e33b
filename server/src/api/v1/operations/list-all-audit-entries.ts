import { operation } from '../../operation.ts'
import { auditPage, auditResponses, AuditQuery } from '../audit-page.ts'

export const listAllAuditEntriesOperation = operation({
  id: 'listAllAuditEntries',
  method: 'GET',
  path: '/v1/audit',
  allow: ['operator'],
  tag: 'Audit',
  summary:
    'List who changed what, of all tenants and partners and of the installation itself, the newest first.',
  query: AuditQuery,
  problems: ['cursor-invalid'],
  responses: auditResponses,

  handle: ({ query, caller, context }) => auditPage({ account: null, query, caller }, context),
})
