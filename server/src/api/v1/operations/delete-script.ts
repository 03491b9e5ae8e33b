import { removeScript } from '../../../manage/remove-script.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'

export const deleteScriptOperation = tenantOperation({
  id: 'deleteScript',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/scripts/:name',
  allow: ['operator', 'tenant:manage'],
  tag: 'Scripts',
  summary: 'Remove a script that no webhook runs any more.',
  problems: ['script-unknown', 'script-in-use'],
  responses: { 204: { description: 'Removed' } },

  async handle({ tenant, params, context }) {
    switch (await removeScript({ tenantKey: tenant.key, name: params.name }, context)) {
      case 'removed':
        return { status: 204 }
      case 'unknown':
        return problem('script-unknown')
      case 'in-use':
        return problem('script-in-use')
    }
  },
})
