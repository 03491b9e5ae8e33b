/**
 * Makes a key that lets a tenant's program in. Its secret is answered this once; the store keeps a
 * keyed hash alone, so nobody can read it again.
 */
import type { ApiKey, KeyScope } from '../domain/tenant.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import type { Ports } from '../ports/ports.ts'
import type { ManageParts } from './manage-parts.ts'

const secretBytes = 32
/** So that a key found in a log or a repository can be told for what it is. */
const secretPrefix = 'phk_'

export interface NewKey {
  readonly tenantKey: number
  readonly name: string
  readonly scopes: readonly KeyScope[]
  /** Keys of one application see the same SuperOffice webhooks; null: the key is one by itself. */
  readonly application: string | null
  /** As `mintKeyId` made it, for who must write it down before the key is there. */
  readonly id?: ApiKey['id']
}

export const mintKeyId = ({ clock, random }: Pick<Ports, 'clock' | 'random'>): ApiKey['id'] =>
  `key_${mintUuidHex(clock, random)}`

export async function createKey(
  request: NewKey,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  const bytes = Buffer.from(ports.random.bytes(secretBytes))
  const secret = secretPrefix + bytes.toString('base64url')
  const key = await ports.store.tenants.createKey({
    id: mintKeyId(ports),
    ...request,
    secret,
    nowMs: ports.clock.nowMs(),
  })
  return { key, secret }
}
