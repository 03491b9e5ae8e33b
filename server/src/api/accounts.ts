/**
 * The accounts that paths name: a tenant's or a partner's own, that of the partner whose app it is,
 * that of the tenant whose product it is. None of them changes once made, so what was found is kept.
 */
import { isAppId } from '../domain/app.ts'
import { isPartnerId, partnerAccountId } from '../domain/partner.ts'
import { isTenantId } from '../domain/tenant.ts'
import { findApp } from '../manage/apps/app-records.ts'
import { findProductPlace } from '../manage/products/product-records.ts'
import type { Ports } from '../ports/ports.ts'
import type { AccountKind, PathTenant } from './operation.ts'

/** Then all are forgotten at once. */
const keptMax = 10_000

export class Accounts {
  readonly #ports: Pick<Ports, 'store'>
  /** By kind and id: a tenant may be called like another's product. */
  readonly #kept = new Map<string, PathTenant>()

  constructor(ports: Pick<Ports, 'store'>) {
    this.#ports = ports
  }

  /** Null where there is no such account; at once where it is known. */
  find(
    kind: Exclude<AccountKind, 'own'>,
    named: string,
  ): PathTenant | null | Promise<PathTenant | null> {
    const id = kind === 'tenant' || kind === 'partner' ? accountId(kind, named) : named
    if (id === null) return null
    return this.#kept.get(`${kind} ${id}`) ?? this.#look(kind, id)
  }

  async #look(kind: Exclude<AccountKind, 'own'>, id: string): Promise<PathTenant | null> {
    const found = await this.#read(kind, id)
    if (found === null) return null
    if (this.#kept.size >= keptMax) this.#kept.clear()
    this.#kept.set(`${kind} ${id}`, found)
    return found
  }

  async #read(kind: Exclude<AccountKind, 'own'>, id: string): Promise<PathTenant | null> {
    switch (kind) {
      case 'tenant':
      case 'partner': {
        const tenant = await this.#ports.store.tenants.findTenant(id)
        return tenant === null ? null : { key: tenant.key, id: tenant.id }
      }
      case 'app': {
        const app = isAppId(id) ? (await findApp(id, this.#ports))?.value : undefined
        if (app === undefined) return null
        return { key: app.partnerKey, id: partnerAccountId(app.partnerId) }
      }
      case 'product':
        return findProductPlace(id, this.#ports)
    }
  }
}

/** The account that a path names; null: no account can have such an id. */
export function accountId(kind: 'tenant' | 'partner', named: string | undefined): string | null {
  if (named === undefined) return null
  if (kind === 'tenant') return isTenantId(named) ? named : null
  return isPartnerId(named) ? partnerAccountId(named) : null
}
