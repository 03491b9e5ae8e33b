/** Whose pages are open: a tenant's or a partner's, which most pages and the API treat alike. */
import { defaultPathSerializer } from 'openapi-fetch'
import { paths } from '../paths.ts'
import { useNamedIfAny } from '../search.ts'

export interface Account {
  readonly kind: 'tenant' | 'partner'
  readonly id: string
  /** What the keys of queries about it begin with. */
  readonly key: readonly [kind: string, id: string]
  /** Path of its API, for what is no call of the client: streams and downloads. */
  readonly api: string
  /**
   * To be spread into a call of a tenant's operation, with `tenantId: account.id`: where the account
   * is a partner the same operation of partners is called. Not every operation of tenants has one.
   */
  readonly at: { readonly pathSerializer?: typeof defaultPathSerializer }
  /** Addresses of its pages; null: partners have no such page. */
  readonly links: {
    readonly deliveries: string
    readonly delivery: (id: string) => string
    readonly events: string
    readonly event: (id: string) => string
    readonly subscription: ((id: string) => string) | null
    readonly newReplay: string | null
  }
}

export function useAccount(): Account {
  const tenantId = useNamedIfAny('tenantId')
  const partnerId = useNamedIfAny('partnerId')
  if (tenantId !== null) return accountOfTenant(tenantId)
  if (partnerId !== null) return accountOfPartner(partnerId)
  throw new Error('the address names no account')
}

function accountOfTenant(id: string): Account {
  return {
    kind: 'tenant',
    id,
    key: ['tenant', id],
    api: `/v1/tenants/${encodeURIComponent(id)}`,
    at: {},
    links: paths.tenant(id),
  }
}

function accountOfPartner(id: string): Account {
  return {
    kind: 'partner',
    id,
    key: ['partner', id],
    api: `/v1/partners/${encodeURIComponent(id)}`,
    at: { pathSerializer: ofPartners },
    links: { ...paths.partner(id), subscription: null, newReplay: null },
  }
}

const ofPartners: typeof defaultPathSerializer = (path, values) =>
  defaultPathSerializer(path.replace('/v1/tenants/', '/v1/partners/'), values)
