import { createTenant } from '../../../manage/create-tenant.ts'
import { setEnvironment } from '../../../manage/tenant-states/change-tenant-state.ts'
import { statusOf } from '../../../manage/tenant-records.ts'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { tenantExample } from '../examples.ts'
import { TenantBody } from '../schemas.ts'
import { TenantView } from '../view-schemas.ts'
import { tenantView } from '../views.ts'

export const createTenantOperation = operation({
  id: 'createTenant',
  method: 'POST',
  path: '/v1/tenants',
  allow: ['operator'],
  tag: 'Tenants',
  summary: 'Make a tenant under an id of your own.',
  body: { kind: 'json', schema: TenantBody, example: { id: 'Cust12345', name: 'Example Ltd' } },
  problems: ['tenant-taken'],
  responses: { 201: { description: 'Made', schema: TenantView, example: tenantExample } },

  async handle({ body, context }) {
    const { environment, ...given } = body
    const result = await createTenant(given, context)
    switch (result.kind) {
      case 'created': {
        const { tenant } = result
        const status =
          environment === undefined
            ? (await statusOf(tenant.key, context.ports)).status
            : await setEnvironment({ tenantKey: tenant.key, environment }, context)
        return { status: 201, body: tenantView(tenant, status) }
      }
      case 'taken':
        return problem('tenant-taken')
      case 'id-refused': {
        const detail = 'is a path of the service itself, so no tenant can have it'
        return problem('body-invalid', { errors: [{ pointer: '/id', detail }] })
      }
    }
  },
})
