/** Keys of a tenant or a partner. */
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'

export type Key = Schemas['Key']

export interface NewKey {
  readonly name: string
  readonly scopes: ('manage' | 'read' | 'ingest')[]
  readonly application?: string
}

const at = '/v1/tenants/{tenantId}/keys'

export async function listKeys({ id, at: where }: Account): Promise<readonly Key[]> {
  const answer = await call(client.GET(at, { ...where, params: { path: { tenantId: id } } }))
  return answer.data
}

export function makeKey({ id, at: where }: Account, body: NewKey): Promise<Schemas['NewKey']> {
  return call(client.POST(at, { ...where, params: { path: { tenantId: id } }, body }))
}

export async function revokeKey({ id, at: where }: Account, keyId: string): Promise<void> {
  const path = { tenantId: id, keyId }
  await call(client.DELETE(`${at}/{keyId}`, { ...where, params: { path } }))
}
