/** Where accounts are kept: each under its id, and a mark under its address, which has one account. */
import { createHash } from 'node:crypto'
import { type Account, type AccountId, isAccountId, type SetupLink } from '../../domain/account.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { Ports } from '../../ports/ports.ts'
import { collection, type Held, type RecordPage } from '../records.ts'

export const accountRecords = collection<Account>('account')
export const emailMarks = collection<{ readonly accountId: AccountId }>('account-email')
/** The link for the first account of an operator; there is one at the most. */
export const firstSetups = collection<SetupLink>('first-setup')
export const firstSetupId = 'present'

type WithStore = Pick<Ports, 'store'>

export async function findAccount(id: string, { store }: WithStore): Promise<Held<Account> | null> {
  return isAccountId(id) ? accountRecords.find(store.records, installationAccount, id) : null
}

export async function findAccountByEmail(
  email: string,
  ports: WithStore,
): Promise<Held<Account> | null> {
  const mark = await findEmailMark(email, ports)
  return mark === null ? null : findAccount(mark.value.accountId, ports)
}

export const findEmailMark = (email: string, { store }: WithStore) =>
  emailMarks.find(store.records, installationAccount, emailMarkId(email))

export const listAccounts = (page: Omit<RecordPage, 'account'>, { store }: WithStore) =>
  accountRecords.list(store.records, { ...page, account: installationAccount })

export const allAccounts = ({ store }: WithStore) =>
  accountRecords.all(store.records, installationAccount)

export const findFirstSetup = ({ store }: WithStore) =>
  firstSetups.find(store.records, installationAccount, firstSetupId)

/** Ids of records are not sealed, so an address does not stand there as it is. */
export const emailMarkId = (email: string): string =>
  createHash('sha256').update(email.normalize('NFC').toLowerCase()).digest('hex')
