/**
 * What apps that are told of tenants' states ask: the state of a tenant, and the issuers' keys and
 * metadata. All of it is public, by the documented paths (tenant status specification, sections 3.3
 * and 5.1).
 */
import type { ErrorStyle, OperationGroup } from '../operation.ts'
import { getTenantStateOperation } from './get-tenant-state.ts'
import { issuerDocumentOperations } from './issuer-documents.ts'

const errorStyle: ErrorStyle = (problem) => ({
  status: problem.status,
  headers: { ...problem.headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ error: problem.code, error_description: problem.detail }),
})

const ownPath = /^\/api\/state(\/|$)|^(\/[^/]+)?\/login\/\.well-known(\/|$)/i

export const tenantStatusGroup: OperationGroup = {
  name: 'tenant-status',
  operations: [getTenantStateOperation, ...issuerDocumentOperations],
  errorStyle,
  credentialSchemes: new Map(),
  ownsPath: (path) => ownPath.test(path),
}
