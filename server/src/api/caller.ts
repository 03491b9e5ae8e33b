/** Whom the API let in, and by whose rights. */
import type { Person } from '../domain/account.ts'
import type { ApiKey } from '../domain/tenant.ts'

/** `person`: who signed in with an account, and acts by these rights. */
export type KnownCaller =
  | { readonly kind: 'operator'; readonly person?: Person }
  | { readonly kind: 'tenant'; readonly key: ApiKey; readonly person?: Person }
