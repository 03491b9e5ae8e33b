/** What arrived at an inbox: shown, and forgotten. */
import { type InboxId, isInboxId } from '../../../domain/inbox.ts'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { findInbox } from '../../../manage/inboxes.ts'
import type { ApiContext } from '../../context.ts'
import { type Caller, type PathTenant, tenantOperation } from '../../operation.ts'
import { isProblem, problem, type Problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { PageQuery } from '../schemas.ts'
import { inboxesUnavailable } from './inbox-operations.ts'
import { inboxRequestExample, InboxRequestPage } from './inbox-schemas.ts'
import { inboxRequestView } from './inbox-views.ts'

const tag = 'Inboxes'
const path = '/v1/tenants/:tenantId/inboxes/:inboxId/requests'

const listInboxRequestsOperation = tenantOperation({
  id: 'listInboxRequests',
  method: 'GET',
  path,
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'What arrived at an inbox, the latest first.',
  description:
    'Values of headers are shown to keys that may manage the tenant; other keys see those that can be no secret.',
  query: PageQuery,
  problems: ['inbox-unknown', 'inboxes-off', 'inboxes-need-one-node', 'cursor-invalid'],
  responses: {
    200: {
      description: 'A page of requests',
      schema: InboxRequestPage,
      example: pageExample(inboxRequestExample),
    },
  },

  async handle({ tenant, caller, params, query, context }) {
    const found = await seenInbox(params.inboxId, { tenant, context })
    if (isProblem(found)) return found
    const { id, listener } = found
    const list = `requests of ${id}`
    const cursor = readCursor(list, query.cursor)
    if (cursor !== null && typeof cursor !== 'string') return cursor
    const beforeNumber = cursor === null ? null : Number(cursor)
    if (!(beforeNumber === null || Number.isSafeInteger(beforeNumber))) {
      return problem('cursor-invalid')
    }
    const limit = query.limit ?? pageSizeDefault
    const all = listener.requests(id, { beforeNumber, limit: limit + 1 })
    const page = all.slice(0, limit)
    const last = page.at(-1)
    const hasMore = all.length > limit && last !== undefined
    return {
      status: 200,
      body: {
        data: page.map((request) => inboxRequestView(request, mayManage(caller))),
        next_cursor: hasMore ? writeCursor(list, String(last.number)) : null,
      },
    }
  },
})

const emptyInboxOperation = tenantOperation({
  id: 'emptyInbox',
  method: 'DELETE',
  path,
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Forget what arrived at an inbox; its script goes on where it is.',
  unaudited: 'test',
  problems: ['inbox-unknown', 'inboxes-off', 'inboxes-need-one-node'],
  responses: { 204: { description: 'Forgotten' } },

  async handle({ tenant, params, context }) {
    const found = await seenInbox(params.inboxId, { tenant, context })
    if (isProblem(found)) return found
    found.listener.empty(found.id)
    return { status: 204 }
  },
})

export const inboxRequestOperations = [listInboxRequestsOperation, emptyInboxOperation]

type Listener = NonNullable<ApiContext['ports']['inboxes']>

async function seenInbox(
  id: string,
  { tenant, context }: { readonly tenant: PathTenant; readonly context: ApiContext },
): Promise<{ readonly id: InboxId; readonly listener: Listener } | Problem> {
  if (!isInboxId(id) || (await findInbox({ tenantKey: tenant.key, id }, context)) === null) {
    return problem('inbox-unknown')
  }
  const { inboxes: listener } = context.ports
  const unavailable = inboxesUnavailable(context)
  if (unavailable !== null) return unavailable
  return listener === undefined ? problem('inboxes-off') : { id, listener }
}

const mayManage = (caller: Caller): boolean =>
  caller.kind === 'operator' || (caller.kind === 'tenant' && caller.key.scopes.includes('manage'))
