/**
 * Makes a client of a product: a key whose application is the client's id, so that its secret is
 * kept and revoked as keys are. By itself that secret opens nothing; it is exchanged for passes.
 */
import { clientsPerProductMax } from '../../domain/limits.ts'
import { type ClientId, isClientId } from '../../domain/product.ts'
import type { ApiKey, KeyScope } from '../../domain/tenant.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { createKey, mintKeyId } from '../create-key.ts'
import type { ManageParts } from '../manage-parts.ts'
import { withinLimit } from '../within-limit.ts'

export interface Client extends ApiKey {
  readonly application: ClientId
}

/** Null when the product has as many as it may. */
export async function createClient(
  request: {
    readonly tenantKey: number
    readonly name: string
    readonly scopes: readonly KeyScope[]
  },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<{ readonly client: Client; readonly secret: string } | null> {
  const { tenantKey } = request
  const id = mintKeyId(ports)
  const application: ClientId = `client_${mintUuidHex(ports.clock, ports.random)}`
  const present = async () => {
    const clients = await listClients(tenantKey, { ports })
    return clients.flatMap((one) => (one.revokedAtMs === null ? [one.id] : []))
  }
  const limited = { account: tenantKey, what: 'clients', max: clientsPerProductMax, id, present }
  return withinLimit(limited, ports, async () => {
    const { key, secret } = await createKey({ ...request, application, id }, { ports })
    return { client: { ...key, application }, secret }
  })
}

/** Revoked ones too, oldest first. */
export async function listClients(
  tenantKey: number,
  { ports }: { readonly ports: Pick<ManageParts['ports'], 'store'> },
): Promise<readonly Client[]> {
  const keys = await ports.store.tenants.listKeys(tenantKey)
  return keys.filter(isClient)
}

export const isClient = (key: ApiKey): key is Client => isClientId(key.application)
