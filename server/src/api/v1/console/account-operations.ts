/** Accounts: who may sign in to the console with an e-mail address and a password. */
import type { Account } from '../../../domain/account.ts'
import { isMailAddress } from '../../../domain/mail-address.ts'
import { keyScopes } from '../../../domain/tenant.ts'
import { findAccount, listAccounts } from '../../../manage/accounts/account-records.ts'
import {
  changeAccount,
  createAccount,
  deleteAccount,
  renewSetup,
} from '../../../manage/accounts/change-accounts.ts'
import { operation, type OperationReply, type OperationRequest } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { publicBase } from '../../public-base.ts'
import { listed } from '../listed.ts'
import { pageExample } from '../examples.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf } from '../view-schemas.ts'
import { iso } from '../views.ts'
import { readRights } from './account-rights.ts'
import {
  AccountBody,
  AccountChangeBody,
  accountExample,
  AccountView,
  setupExample,
  SetupView,
} from './account-schemas.ts'
import { whoseView } from './session-view.ts'

const tag = 'Console'
const allow = ['operator'] as const
const onePath = '/v1/accounts/:accountId'
const oneResponse = { description: 'The account', schema: AccountView, example: accountExample }
const setupResponse = {
  description: 'The account; the token is shown this once',
  schema: SetupView,
  example: setupExample,
}

const createAccountOperation = operation({
  id: 'createAccount',
  method: 'POST',
  path: '/v1/accounts',
  allow,
  tag,
  summary: 'Make an account for a person, and the link by which the person sets the password.',
  description:
    'The role `operator` has the rights of the operator’s key; `tenant` and `partner` have those of a key of that tenant or partner with these scopes. Give the link to the person in a way that nobody else reads: whoever opens it first within a day has the account.',
  body: {
    kind: 'json',
    schema: AccountBody,
    example: {
      email: 'ada@example.org',
      name: 'Ada Example',
      role: 'tenant',
      tenant: 'Cust12345',
    },
  },
  problems: ['account-taken', 'account-limit-reached'],
  responses: { 201: setupResponse },

  async handle(request) {
    const { email, name, ...named } = request.body
    const { context } = request
    if (!isMailAddress(email)) {
      const errors = [{ pointer: '/email', detail: 'is not one mail address' }]
      return problem('body-invalid', { errors })
    }
    const read = await readRights(named, null, context.ports)
    if (read.kind === 'problem') return read
    const result = await createAccount({ email, name, rights: read.rights }, context)
    switch (result.kind) {
      case 'created':
        return setupReply(result, request)
      case 'taken':
        return problem('account-taken')
      case 'too-many':
        return problem('account-limit-reached')
    }
  },
})

const listAccountsOperation = operation({
  id: 'listAccounts',
  method: 'GET',
  path: '/v1/accounts',
  allow,
  tag,
  summary: 'List the accounts, the oldest first.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of accounts',
      schema: pageOf(AccountView),
      example: pageExample(accountExample),
    },
  },

  handle: ({ query, context }) =>
    listed({ query, list: 'accounts', whose: 'operator', view: accountView }, (page) =>
      listAccounts(page, context.ports),
    ),
})

const getAccountOperation = operation({
  id: 'getAccount',
  method: 'GET',
  path: onePath,
  allow,
  tag,
  summary: 'Read one account.',
  problems: ['account-unknown'],
  responses: { 200: oneResponse },

  async handle({ params, context }) {
    const found = await findAccount(params.accountId, context.ports)
    if (found === null) return problem('account-unknown')
    return { status: 200, body: accountView(found.value) }
  },
})

const changeAccountOperation = operation({
  id: 'changeAccount',
  method: 'PATCH',
  path: onePath,
  allow,
  tag,
  summary: 'Change what an account is called or may do. Other rights end its sessions at once.',
  description: 'Of tenant, partner and scopes what is not named stays, as long as the role does.',
  body: { kind: 'json', schema: AccountChangeBody, example: { scopes: ['read'] } },
  problems: ['account-unknown'],
  responses: { 200: oneResponse },

  async handle({ params, body, context }) {
    const found = await findAccount(params.accountId, context.ports)
    if (found === null) return problem('account-unknown')
    const { name, ...named } = body
    const read =
      Object.keys(named).length === 0 ? null : await readRights(named, found.value, context.ports)
    if (read?.kind === 'problem') return read
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(read === null ? {} : { rights: read.rights }),
    }
    const account = await changeAccount(params.accountId, change, context)
    context.sessions.forget()
    return account === null
      ? problem('account-unknown')
      : { status: 200, body: accountView(account) }
  },
})

const deleteAccountOperation = operation({
  id: 'deleteAccount',
  method: 'DELETE',
  path: onePath,
  allow,
  tag,
  summary: 'Delete an account. Its sessions end at once.',
  description:
    'The last account of an operator may go as well: the operator’s key remains, and the next start prints a link that makes a new one.',
  problems: ['account-unknown'],
  responses: { 204: { description: 'Deleted' } },

  async handle({ params, context }) {
    const isDeleted = await deleteAccount(params.accountId, context)
    context.sessions.forget()
    return isDeleted ? { status: 204 } : problem('account-unknown')
  },
})

const createSetupLinkOperation = operation({
  id: 'createSetupLink',
  method: 'POST',
  path: `${onePath}/setup-links`,
  allow,
  tag,
  summary: 'Make a new link that sets the password, in place of any before. It works once.',
  description:
    'For a password that was forgotten, or may be known to others. The account’s sessions end at once; its password goes on to be valid until the link is used.',
  problems: ['account-unknown'],
  responses: { 201: setupResponse },

  async handle(request) {
    const result = await renewSetup(request.params.accountId, request.context)
    request.context.sessions.forget()
    return result === null ? problem('account-unknown') : setupReply(result, request)
  },
})

function setupReply(
  { account, setupToken }: { readonly account: Account; readonly setupToken: string },
  request: Pick<OperationRequest<unknown, unknown, unknown>, 'headers' | 'context'>,
): OperationReply {
  const view = accountView(account)
  return {
    status: 201,
    headers: { 'cache-control': 'no-store' },
    // The address holds the token.
    changed: view,
    body: {
      ...view,
      setup_token: setupToken,
      setup_url: `${publicBase(request)}/console/setup#token=${setupToken}`,
      setup_expires_at: iso(account.setup?.endsAtMs ?? 0),
    },
  }
}

const accountView = ({ id, email, name, rights, passwordHash, createdAtMs }: Account) => ({
  id,
  email,
  name,
  ...whoseView(rights.role === 'operator' ? null : rights.tenantId),
  scopes: rights.role === 'operator' ? keyScopes : rights.scopes,
  has_password: passwordHash !== null,
  created_at: iso(createdAtMs),
})

export const accountOperations = [
  createAccountOperation,
  listAccountsOperation,
  getAccountOperation,
  changeAccountOperation,
  deleteAccountOperation,
  createSetupLinkOperation,
] as const
