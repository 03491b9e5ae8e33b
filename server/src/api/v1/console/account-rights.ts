/** The rights of an account as a caller names them: a tenant or a partner that there is. */
import type { Account, AccountRights } from '../../../domain/account.ts'
import { partnerIdOf } from '../../../domain/partner.ts'
import type { KeyScope } from '../../../domain/tenant.ts'
import type { Ports } from '../../../ports/ports.ts'
import { accountId } from '../../accounts.ts'
import { problem, type Problem } from '../../problems.ts'

export interface NamedRights {
  readonly role?: AccountRights['role']
  readonly tenant?: string
  readonly partner?: string
  readonly scopes?: readonly KeyScope[]
}

const scopesDefault: readonly KeyScope[] = ['manage']

type Read = { readonly kind: 'rights'; readonly rights: AccountRights } | Problem

/** `before`: what is not named stays, as far as the role does. */
export async function readRights(
  named: NamedRights,
  before: Account | null,
  { store }: Pick<Ports, 'store'>,
): Promise<Read> {
  const present = before?.rights
  const role = named.role ?? present?.role ?? 'operator'
  if (role === 'operator') {
    const strange = (['tenant', 'partner', 'scopes'] as const).find((one) => one in named)
    return strange === undefined
      ? { kind: 'rights', rights: { role } }
      : refused(strange, 'is not of an operator, who may do everything')
  }
  const other = role === 'tenant' ? 'partner' : 'tenant'
  if (named[other] !== undefined) return refused(other, `is not of the role ${role}`)
  const kept = present?.role === role ? present : null
  const keptId = kept === null ? undefined : (partnerIdOf(kept.tenantId) ?? kept.tenantId)
  const id = named[role] ?? keptId
  if (id === undefined) return refused(role, `has to be given with the role ${role}`)
  const inStore = accountId(role, id)
  const found = inStore === null ? null : await store.tenants.findTenant(inStore)
  if (found === null) return refused(role, `names no ${role} that there is`)
  const scopes = named.scopes ?? kept?.scopes ?? scopesDefault
  return { kind: 'rights', rights: { role, tenantKey: found.key, tenantId: found.id, scopes } }
}

const refused = (member: string, detail: string): Problem =>
  problem('body-invalid', { errors: [{ pointer: `/${member}`, detail }] })
