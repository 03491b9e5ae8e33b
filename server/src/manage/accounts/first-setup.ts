/**
 * The link by which the first account of an operator is made: a new one at each start that finds no
 * such account, so that whoever can read what a start says can let people in, and nobody else.
 */
import type { Account } from '../../domain/account.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import { inTries } from '../records.ts'
import {
  allAccounts,
  findEmailMark,
  findFirstSetup,
  firstSetupId,
  firstSetups,
} from './account-records.ts'
import { newAccount, recordsOfNew } from './change-accounts.ts'
import { makeSetup, opensSetup } from './setup-token.ts'

type Parts = Pick<ManageParts, 'ports'>

/** Its token; null: an operator has an account. */
export async function offerFirstSetup({ ports }: Parts): Promise<string | null> {
  if (await hasOperator({ ports })) return null
  const { token, setup } = makeSetup(null, ports)
  const place = { account: installationAccount, id: firstSetupId }
  await inTries(async () => {
    const change = firstSetups.put(await findFirstSetup(ports), place, setup)
    return (await ports.store.records.write([change], ports.clock.nowMs())) || 'overtaken'
  })
  return token
}

/** An account may have become one of an operator since the link was made. */
export async function isFirstSetup(token: string, { ports }: Parts): Promise<boolean> {
  const first = (await findFirstSetup(ports))?.value
  return opensSetup(first, token, ports) && !(await hasOperator({ ports }))
}

async function hasOperator({ ports }: Parts): Promise<boolean> {
  const all = await allAccounts(ports)
  return all.some(({ value }) => value.rights.role === 'operator')
}

export type FirstAccountResult =
  | { readonly kind: 'created'; readonly account: Account }
  | { readonly kind: 'taken' }
  /** The link was used, replaced or became too old. */
  | { readonly kind: 'spent' }

/** Makes the account that the link is for, and the link goes in the same write. */
export function useFirstSetup(
  request: Pick<Account, 'email' | 'name'> & {
    readonly token: string
    readonly passwordHash: string
  },
  { ports }: Parts,
): Promise<FirstAccountResult> {
  const { token, passwordHash, email, name } = request
  const made = newAccount({ email, name, rights: { role: 'operator' } }, { ports })
  const account: Account = { ...made, passwordHash, signInCount: 1 }
  return inTries<FirstAccountResult>(async () => {
    const first = await findFirstSetup(ports)
    if (first === null || !opensSetup(first.value, token, ports)) return { kind: 'spent' }
    if ((await findEmailMark(email, ports)) !== null) return { kind: 'taken' }
    const changes = [...recordsOfNew(account), firstSetups.removed(first)]
    const isWritten = await ports.store.records.write(changes, ports.clock.nowMs())
    return isWritten ? { kind: 'created', account } : 'overtaken'
  })
}
