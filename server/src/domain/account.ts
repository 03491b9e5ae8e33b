/**
 * An account lets a person sign in to the console: an e-mail address, a password, and what the
 * person may do. What an account of a tenant or a partner may do is said as a key would say it.
 */
import type { KeyScope } from './tenant.ts'

export type AccountId = `acc_${string}`
export const isAccountId = (text: string): text is AccountId => /^acc_[0-9a-f]{32}$/.test(text)

export const accountRoles = ['operator', 'tenant', 'partner'] as const

/** Whose rights a person has. */
export type AccountRights =
  | { readonly role: 'operator' }
  | {
      readonly role: 'tenant' | 'partner'
      /** The tenant's or partner's place in the store: its key, and the id that it has there. */
      readonly tenantKey: number
      readonly tenantId: string
      readonly scopes: readonly KeyScope[]
    }

export interface Account {
  readonly id: AccountId
  /** As it was written; no two differ in case alone. */
  readonly email: string
  readonly name: string
  readonly rights: AccountRights
  readonly createdAtMs: number
  /** Argon2id with its parameters; null: nobody has signed in yet. */
  readonly passwordHash: string | null
  /** The one link that sets the password now; null: none does. */
  readonly setup: SetupLink | null
  /** Counted up by whatever ends all its sessions: a session is of the count at its beginning. */
  readonly signInCount: number
}

/** Of its token a digest alone is kept. */
export interface SetupLink {
  readonly digest: string
  readonly endsAtMs: number
}

/** Who did something, where it was a person with an account. */
export type Person = Pick<Account, 'id' | 'email'>

export const passwordCharactersMin = 12
export const passwordCharactersMax = 200
/** Of an installation: all are read at a start and where one is made. */
export const accountsMax = 2_000
