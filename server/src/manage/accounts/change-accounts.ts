/**
 * Makes, changes and ends accounts. Whatever takes something away from an account counts its
 * sign-ins up in the same write, and with that all its sessions are over, on every node.
 */
import { type Account, accountsMax, type AccountRights } from '../../domain/account.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { installationAccount, type RecordChange } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import { type Held, inTries } from '../records.ts'
import {
  accountRecords,
  allAccounts,
  emailMarkId,
  emailMarks,
  findAccount,
  findEmailMark,
  findFirstSetup,
  firstSetups,
} from './account-records.ts'
import { makeSetup } from './setup-token.ts'

type Parts = Pick<ManageParts, 'ports'>

export type CreateAccountResult =
  | { readonly kind: 'created'; readonly account: Account; readonly setupToken: string }
  | { readonly kind: 'taken' }
  | { readonly kind: 'too-many' }

/** An account without a password, and the token of the link that sets one. */
export async function createAccount(
  request: Pick<Account, 'email' | 'name' | 'rights'>,
  { ports }: Parts,
): Promise<CreateAccountResult> {
  if ((await allAccounts(ports)).length >= accountsMax) return { kind: 'too-many' }
  const made = newAccount(request, { ports })
  const { token, setup } = makeSetup(made.id, ports)
  const account = { ...made, setup }
  const isWritten = await writeNewAccount(account, { ports })
  return isWritten ? { kind: 'created', account, setupToken: token } : { kind: 'taken' }
}

export const newAccount = (
  request: Pick<Account, 'email' | 'name' | 'rights'>,
  { ports }: Parts,
): Account => ({
  ...request,
  id: `acc_${mintUuidHex(ports.clock, ports.random)}`,
  createdAtMs: ports.clock.nowMs(),
  passwordHash: null,
  setup: null,
  signInCount: 0,
})

/** False: the address has an account. One of an operator ends the link that makes the first. */
function writeNewAccount(account: Account, { ports }: Parts): Promise<boolean> {
  return inTries(async () => {
    if ((await findEmailMark(account.email, ports)) !== null) return false
    const first = account.rights.role === 'operator' ? await findFirstSetup(ports) : null
    const changes = [
      ...recordsOfNew(account),
      ...(first === null ? [] : [firstSetups.removed(first)]),
    ]
    return (await ports.store.records.write(changes, ports.clock.nowMs())) || 'overtaken'
  })
}

export const recordsOfNew = (account: Account): readonly RecordChange[] => [
  accountRecords.made(installationAccount, account.id, account),
  emailMarks.made(installationAccount, emailMarkId(account.email), { accountId: account.id }),
]

/** Null where there is no such account. Other rights end its sessions. */
export function changeAccount(
  id: string,
  change: { readonly name?: string; readonly rights?: AccountRights },
  { ports }: Parts,
): Promise<Account | null> {
  return rewritten(id, { ports }, ({ signInCount, ...account }) => ({
    ...account,
    name: change.name ?? account.name,
    rights: change.rights ?? account.rights,
    signInCount: signInCount + (change.rights === undefined ? 0 : 1),
  }))
}

/** A new link that sets the password, in place of any before; it ends the account's sessions. */
export async function renewSetup(
  id: string,
  { ports }: Parts,
): Promise<{ readonly account: Account; readonly setupToken: string } | null> {
  const found = await findAccount(id, ports)
  if (found === null) return null
  const { token, setup } = makeSetup(found.value.id, ports)
  const account = await rewritten(id, { ports }, (before) => ({
    ...before,
    setup,
    signInCount: before.signInCount + 1,
  }))
  return account === null ? null : { account, setupToken: token }
}

/** False where there is no such account. Its sessions end with it. */
export function deleteAccount(id: string, { ports }: Parts): Promise<boolean> {
  const { records } = ports.store
  return inTries(async () => {
    const found = await findAccount(id, ports)
    if (found === null) return false
    const mark = await findEmailMark(found.value.email, ports)
    const changes = [
      accountRecords.removed(found),
      ...(mark === null ? [] : [emailMarks.removed(mark)]),
    ]
    return (await records.write(changes, ports.clock.nowMs())) || 'overtaken'
  })
}

/** Answers what was written; null where there is no such account, or the change is refused. */
export function rewritten(
  id: string,
  { ports }: Parts,
  change: (before: Account) => Account | null,
): Promise<Account | null> {
  return inTries(async () => {
    const found: Held<Account> | null = await findAccount(id, ports)
    const account = found === null ? null : change(found.value)
    if (found === null || account === null) return null
    const changes = [accountRecords.changed(found, account)]
    const isWritten = await ports.store.records.write(changes, ports.clock.nowMs())
    return isWritten ? account : 'overtaken'
  })
}
