/** Sets the password of an account by its setup link, which goes in the same write. */
import type { Account } from '../../domain/account.ts'
import type { ManageParts } from '../manage-parts.ts'
import { findAccount } from './account-records.ts'
import { rewritten } from './change-accounts.ts'
import { opensSetup, setupTokenFor } from './setup-token.ts'

type Parts = Pick<ManageParts, 'ports'>

/** The account whose password the token sets; null: it sets none, or none any more. */
export async function findBySetup(token: string, { ports }: Parts): Promise<Account | null> {
  const id = setupTokenFor(token)
  const found = id === undefined || id === null ? null : await findAccount(id, ports)
  return found !== null && opensSetup(found.value.setup, token, ports) ? found.value : null
}

/** Null: the link was used, replaced or became too old. Sessions from before are over. */
export function setPassword(
  request: {
    readonly id: string
    readonly token: string
    readonly passwordHash: string
    /** Null: as it is. */
    readonly name: string | null
  },
  { ports }: Parts,
): Promise<Account | null> {
  const { id, token, passwordHash, name } = request
  return rewritten(id, { ports }, (before) =>
    opensSetup(before.setup, token, ports)
      ? {
          ...before,
          passwordHash,
          name: name ?? before.name,
          setup: null,
          signInCount: before.signInCount + 1,
        }
      : null,
  )
}
