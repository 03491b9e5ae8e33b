/** GET Archive/dynamic: the statistics of webhooks, as the troubleshooting page asks for them. */
import { tenantOperation } from '../../operation.ts'
import { findWebhook, listWebhooks } from '../find-webhook.ts'
import { isRefusal } from '../superoffice-errors.ts'
import { readUsageQuery, usageRow } from '../usage-archive.ts'
import { UsageArchiveView } from '../webhook-views.ts'
import { publicBase } from '../../public-base.ts'
import { answered, refused } from '../webhook-request.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const readUsageArchiveOperation = tenantOperation({
  id: 'superofficeReadUsageArchive',
  method: 'GET',
  path: '/:tenantId/api/v1/Archive/dynamic',
  allow: ['operator', 'tenant:manage', 'tenant:read'],
  tag: superOfficeTag,
  summary: 'Statistics of webhooks: columns of webhook_usage, filtered by its id.',
  responses: {
    200: {
      description: 'Rows, in value',
      schema: UsageArchiveView,
      example: {
        'odata.metadata': 'https://hooks.example.com/Cust12345/api/v1/Archive/$metadata',
        'odata.nextLink': null,
        value: [{ PrimaryKey: '1', EntityName: 'webhook_usage', 'webhook_usage.total_calls': 18 }],
      },
    },
  },

  handle(request) {
    const { url, context, tenant } = request
    const start = url.indexOf('?')
    const query = readUsageQuery(new URLSearchParams(start === -1 ? '' : url.slice(start + 1)))
    if (isRefusal(query)) return refused(query)
    const { webhookId } = query
    const one = webhookId === null ? null : findWebhook(webhookId, request, context)
    const found =
      webhookId === null
        ? listWebhooks({ name: null, event: null, state: 'Unknown' }, request, context)
        : one === null
          ? []
          : [one]
    return answered(200, {
      'odata.metadata': `${publicBase(request)}/${tenant.id}/api/v1/Archive/$metadata`,
      'odata.nextLink': null,
      value: found.map((webhook) => usageRow(webhook, query)),
    })
  },
})
