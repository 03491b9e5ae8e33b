import { isScriptName } from '../../../domain/script.ts'
import { putScript } from '../../../manage/put-script.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import {
  ScriptBody,
  scriptBodyExample,
  scriptExample,
  scriptFacts,
  ScriptView,
} from '../script-schemas.ts'

export const putScriptOperation = tenantOperation({
  id: 'putScript',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/scripts/:name',
  allow: ['operator', 'tenant:manage'],
  tag: 'Scripts',
  summary: 'Store a script under a name, or replace the one that has it.',
  description:
    'Webhooks of SuperOffice of the type `crmscript` name it in their target. Every attempt that begins after the answer runs it. It is stored as it is, and read by whoever may manage the tenant: no place for a secret. Scripts belong to the tenant, not to an application: every key that may manage the tenant may replace one that webhooks of other applications run, and a script reads the `Properties` of every webhook that runs it.',
  body: { kind: 'json', schema: ScriptBody, example: scriptBodyExample },
  problems: ['script-limit-reached', 'disk-full'],
  responses: {
    200: { description: 'Replaced', schema: ScriptView, example: scriptExample },
    201: { description: 'Stored', schema: ScriptView, example: scriptExample },
  },

  async handle({ tenant, params, body, context }) {
    const { name } = params
    if (!isScriptName(name)) {
      const detail =
        'The name in the path has to be 1 to 100 of A-Z a-z 0-9 _ . and -, and begin with none of the last two.'
      return problem('request-malformed', { detail })
    }
    const stored = await putScript({ tenantKey: tenant.key, name, source: body.source }, context)
    if (stored === null) return problem('script-limit-reached')
    const { script, isNew } = stored
    return { status: isNew ? 201 : 200, body: { ...scriptFacts(script), source: script.source } }
  },
})
