import { findScript } from '../../../manage/find-script.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { scriptExample, scriptFacts, ScriptView } from '../script-schemas.ts'

export const getScriptOperation = tenantOperation({
  id: 'getScript',
  method: 'GET',
  path: '/v1/tenants/:tenantId/scripts/:name',
  allow: ['operator', 'tenant:manage'],
  tag: 'Scripts',
  summary: 'A script with its source.',
  problems: ['script-unknown'],
  responses: { 200: { description: 'The script', schema: ScriptView, example: scriptExample } },

  async handle({ tenant, params, context }) {
    const script = await findScript(tenant.key, params.name, context)
    if (script === null) return problem('script-unknown')
    return { status: 200, body: { ...scriptFacts(script), source: script.source } }
  },
})
