/** Who is signed in, as the console is told. */
import { partnerIdOf } from '../../../domain/partner.ts'
import { csrfTokenOf, type LiveSession, scopesOf } from '../../sessions.ts'
import { iso } from '../views.ts'

export function sessionView({ session, caller, account }: LiveSession, token: string) {
  const { kind } = session.holder
  const keyName = caller.kind === 'operator' ? 'operator' : caller.key.name
  return {
    kind: kind === 'operator-key' ? 'key' : kind,
    name: account?.name ?? keyName,
    email: account?.email ?? null,
    ...whoseView(caller.kind === 'operator' ? null : caller.key.tenantId),
    scopes: scopesOf(caller),
    csrf_token: csrfTokenOf(token),
    expires_at: iso(session.endsAtMs),
  }
}

/** By the id of a tenant or partner among the tenants of the store; null: the operator's. */
export function whoseView(tenantId: string | null) {
  if (tenantId === null) return { role: 'operator', tenant: null, partner: null } as const
  const partner = partnerIdOf(tenantId)
  return partner === null
    ? ({ role: 'tenant', tenant: tenantId, partner: null } as const)
    : ({ role: 'partner', tenant: null, partner } as const)
}
