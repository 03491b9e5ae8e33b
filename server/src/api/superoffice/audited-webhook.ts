/** For the audit log: which webhook a call is about whose path does not name it. */
import type { AuditedRequest, AuditSubject } from '../operation.ts'
import { isRefusal, type Refusal } from './superoffice-errors.ts'

export function webhookSubject(
  webhookIdOf: (request: AuditedRequest) => number | Refusal | null,
): AuditSubject {
  return {
    path: '/:tenantId/api/v1/Webhook/:webhookId',
    named(request) {
      const webhookId = webhookIdOf(request)
      // An id of 0 stands for a webhook that is not there yet.
      if (webhookId === null || webhookId === 0 || typeof webhookId !== 'number') return null
      return { webhookId: String(webhookId) }
    },
  }
}

/** Where it was read out of a body. */
export const readIdOf = (read: { readonly webhookId: number } | Refusal): number | null =>
  isRefusal(read) ? null : read.webhookId
