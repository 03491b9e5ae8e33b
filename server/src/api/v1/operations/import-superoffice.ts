import { Type } from 'typebox'
import { tenantOperation } from '../../operation.ts'
import { isProblem } from '../../problems.ts'
import { type ImportedRow, importWebhooks } from '../../superoffice/import/import-webhooks.ts'
import {
  importExample,
  importQuery,
  importRowExample,
  importRowsMax,
  ImportView,
} from '../import-schemas.ts'

export const importSuperOfficeOperation = tenantOperation({
  id: 'importSuperOffice',
  method: 'POST',
  path: '/v1/tenants/:tenantId/imports/superoffice',
  allow: ['operator', 'tenant:manage'],
  tag: 'Imports',
  summary: 'Take over webhooks of SuperOffice: the list that its GET Webhook answers, as it is.',
  description: `Secrets, headers and states come along; nothing is sent to a target. Up to ${importRowsMax} rows; when one cannot be stored, none is. A webhook's number in SuperOffice stays its external key (\`superoffice:17\`), so that the same import again makes nothing twice: a webhook that is here becomes what its row says, but keeps its state unless the row says Stopped. A row without one is made anew each time. \`Events\` may be one text with commas, \`State\` a number. Events about a webhook (\`webhook17.errors\`) are translated to its number here. What a save would refuse is stored and told in \`warnings\`. A crash may leave a part: import again.`,
  query: importQuery,
  body: {
    kind: 'json',
    schema: Type.Array(Type.Unknown(), { maxItems: importRowsMax }),
    example: [importRowExample],
  },
  problems: ['subscription-limit-reached', 'subscription-changed', 'disk-full'],
  responses: {
    200: {
      description: 'A result for each row, in their order; with `dry_run=true` what it would be',
      schema: ImportView,
      example: importExample,
    },
  },

  async handle(request) {
    const isDryRun = request.query.dry_run === true
    const rows = await importWebhooks(request.body, { isDryRun }, request)
    if (isProblem(rows)) return rows
    const countOf = (result: ImportedRow['result']): number =>
      rows.filter((row) => row.result === result).length
    return {
      status: 200,
      isDryRun,
      body: {
        dry_run: isDryRun,
        created: countOf('created'),
        changed: countOf('changed'),
        unchanged: countOf('unchanged'),
        data: rows.map(({ superofficeId, result, subscription, name, warnings }) => ({
          superoffice_id: superofficeId,
          name,
          result,
          subscription_id: subscription?.id ?? null,
          number: subscription?.number ?? null,
          warnings,
        })),
      },
    }
  },
})
