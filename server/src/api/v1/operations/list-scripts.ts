import { scriptsPerTenantMax } from '../../../domain/limits.ts'
import { listScripts } from '../../../manage/find-script.ts'
import { tenantOperation } from '../../operation.ts'
import { scriptFacts, scriptListExample, ScriptListView } from '../script-schemas.ts'

export const listScriptsOperation = tenantOperation({
  id: 'listScripts',
  method: 'GET',
  path: '/v1/tenants/:tenantId/scripts',
  allow: ['operator', 'tenant:read'],
  tag: 'Scripts',
  summary: `The scripts of a tenant, by name, without their source; at most ${scriptsPerTenantMax}.`,
  responses: {
    200: { description: 'All of them', schema: ScriptListView, example: scriptListExample },
  },

  async handle({ tenant, context }) {
    const scripts = await listScripts(tenant.key, context)
    return { status: 200, body: { data: scripts.map(scriptFacts) } }
  },
})
