import type { Account } from '../../api/account.ts'
import { call, client } from '../../api/client.ts'

/** Sends a delivery again; answers the id of the new one. */
export async function resend(account: Account, deliveryId: string): Promise<string> {
  const { id } = await call(
    client.POST('/v1/tenants/{tenantId}/deliveries/{deliveryId}/resend', {
      ...account.at,
      params: { path: { tenantId: account.id, deliveryId } },
    }),
  )
  return id
}
