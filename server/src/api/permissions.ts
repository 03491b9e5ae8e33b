/** What a key may call, by the roles that an operation states. */
import type { ApiKey, KeyScope } from '../domain/tenant.ts'
import type { Operation } from './operation.ts'

/** Which scopes open an operation; `manage` includes `read`. */
const scopesThatOpen: Readonly<Record<string, readonly KeyScope[]>> = {
  'tenant:manage': ['manage'],
  'tenant:read': ['read', 'manage'],
  'tenant:ingest': ['ingest'],
  'partner:manage': ['manage'],
  'partner:read': ['read', 'manage'],
}

export function mayCall(operation: Operation, key: ApiKey): boolean {
  if (operation.allow === 'anyone') return true
  for (const role of operation.allow) {
    for (const scope of scopesThatOpen[role] ?? []) {
      if (key.scopes.includes(scope)) return true
    }
  }
  return false
}

/** Whether keys may call it at all. */
export const isForTenants = (operation: Operation): boolean =>
  operation.allow !== 'anyone' && operation.allow.some((role) => role !== 'operator')
