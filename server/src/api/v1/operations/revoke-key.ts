import { isKeyId } from '../../../domain/ids.ts'
import { revokeKey } from '../../../manage/revoke-key.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'

export const revokeKeyOperation = tenantOperation({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/keys/:keyId',
  allow: ['operator', 'tenant:manage'],
  tag: 'Keys',
  summary: 'Revoke a key for good. From the answer on it opens nothing.',
  problems: ['key-unknown'],
  responses: { 204: { description: 'Revoked, now or before' } },

  async handle({ tenant, params, context }) {
    const { keyId } = params
    if (!isKeyId(keyId)) return problem('key-unknown')
    const wasThere = await revokeKey({ tenantKey: tenant.key, id: keyId }, context)
    if (!wasThere) return problem('key-unknown')
    context.forgetKey(keyId)
    return { status: 204 }
  },
})
