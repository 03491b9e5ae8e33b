import { tenantOperation } from '../../operation.ts'
import { keyExample, pageExample } from '../examples.ts'
import { KeyView, pageOf } from '../view-schemas.ts'
import { keyView } from '../views.ts'

export const listKeysOperation = tenantOperation({
  id: 'listKeys',
  method: 'GET',
  path: '/v1/tenants/:tenantId/keys',
  allow: ['operator', 'tenant:manage'],
  tag: 'Keys',
  summary: "List a tenant's keys, revoked ones too, oldest first.",
  responses: {
    200: {
      description: 'All keys; none of their secrets',
      schema: pageOf(KeyView),
      example: pageExample(keyExample),
    },
  },

  async handle({ tenant, context }) {
    const keys = await context.ports.store.tenants.listKeys(tenant.key)
    return { status: 200, body: { data: keys.map(keyView), next_cursor: null } }
  },
})
