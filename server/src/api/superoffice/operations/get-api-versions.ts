/** GET api: which versions of the web API there are. Needs no key. */
import { isTenantId } from '../../../domain/tenant.ts'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { versionDocument } from '../discovery.ts'
import { VersionsView } from '../webhook-views.ts'
import { publicBase } from '../../public-base.ts'
import { answered } from '../webhook-request.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const getApiVersionsOperation = operation({
  id: 'superofficeGetApiVersions',
  method: 'GET',
  path: '/:tenantId/api',
  allow: 'anyone',
  tag: superOfficeTag,
  summary: 'Which versions of the web API there are.',
  responses: {
    200: {
      description: 'Version document',
      schema: VersionsView,
      example: versionDocument('https://hooks.example.com/Cust12345', '12.0'),
    },
  },

  handle(request) {
    const { tenantId } = request.params
    if (!isTenantId(tenantId)) return problem('tenant-unknown')
    const base = `${publicBase(request)}/${tenantId}`
    return answered(200, versionDocument(base, request.context.config.superofficeVersion))
  },
})
