/** Inboxes: receivers inside the installation, to try webhooks with and to see what arrives. */
import { isInboxId } from '../../../domain/inbox.ts'
import {
  inboxBodyBytesMax,
  inboxBytesInAllMax,
  inboxBytesMax,
  inboxesPerTenantMax,
  inboxRequestsMax,
} from '../../../domain/limits.ts'
import {
  createInbox,
  deleteInbox,
  findInbox,
  listInboxes,
  putInboxScript,
} from '../../../manage/inboxes.ts'
import type { ApiContext } from '../../context.ts'
import { tenantOperation } from '../../operation.ts'
import { problem, type Problem } from '../../problems.ts'
import { readInboxScript } from './inbox-script.ts'
import {
  InboxBody,
  inboxBodyExample,
  inboxExample,
  InboxListView,
  InboxScriptBody,
  InboxView,
  scriptBodyExample,
} from './inbox-schemas.ts'
import { inboxView } from './inbox-views.ts'

const tag = 'Inboxes'
const inMebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`

const createInboxOperation = tenantOperation({
  id: 'createInbox',
  method: 'POST',
  path: '/v1/tenants/:tenantId/inboxes',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Make an inbox, a receiver inside this installation.',
  description: `Give its \`url\` to a subscription of any dialect, and what is sent to it is kept and answered as its script says: by default 200. Whoever may save a subscription of this installation and knows the \`url\` may send to it; what arrived is shown to this tenant alone. The latest ${inboxRequestsMax} requests are kept, in memory, with ${inMebibytes(inboxBodyBytesMax)} of each body: ${inMebibytes(inboxBytesMax)} an inbox and ${inMebibytes(inboxBytesInAllMax)} in all, of which the oldest go first. A restart forgets them.`,
  body: { kind: 'json', schema: InboxBody, example: inboxBodyExample },
  problems: ['inbox-limit-reached', 'inboxes-off', 'inboxes-need-one-node', 'disk-full'],
  responses: { 201: { description: 'Made', schema: InboxView, example: inboxExample } },

  async handle({ tenant, body, context }) {
    const unavailable = inboxesUnavailable(context)
    if (unavailable !== null) return unavailable
    const read = readInboxScript(body.script, '/script')
    if (read.kind === 'problem') return read
    const { script } = read
    const request = { tenantKey: tenant.key, name: body.name ?? null, script }
    const inbox = await createInbox(request, context)
    if (inbox === null) return problem('inbox-limit-reached')
    return { status: 201, body: inboxView(inbox, 0) }
  },
})

const listInboxesOperation = tenantOperation({
  id: 'listInboxes',
  method: 'GET',
  path: '/v1/tenants/:tenantId/inboxes',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: `The inboxes of a tenant, oldest first; at most ${inboxesPerTenantMax}.`,
  responses: {
    200: {
      description: 'All of them',
      schema: InboxListView,
      example: { data: [inboxExample] },
    },
  },

  async handle({ tenant, context }) {
    const inboxes = await listInboxes(tenant.key, context)
    const { inboxes: listener } = context.ports
    const data = inboxes.map((inbox) => inboxView(inbox, listener?.count(inbox.id) ?? 0))
    return { status: 200, body: { data } }
  },
})

const getInboxOperation = tenantOperation({
  id: 'getInbox',
  method: 'GET',
  path: '/v1/tenants/:tenantId/inboxes/:inboxId',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'Read one inbox.',
  problems: ['inbox-unknown'],
  responses: { 200: { description: 'The inbox', schema: InboxView, example: inboxExample } },

  async handle({ tenant, params: { inboxId: id }, context }) {
    const inbox = isInboxId(id) ? await findInbox({ tenantKey: tenant.key, id }, context) : null
    if (inbox === null) return problem('inbox-unknown')
    return { status: 200, body: inboxView(inbox, context.ports.inboxes?.count(inbox.id) ?? 0) }
  },
})

const putInboxScriptOperation = tenantOperation({
  id: 'putInboxScript',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/inboxes/:inboxId/script',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Say what an inbox answers from the next request on, beginning with the first step.',
  body: { kind: 'json', schema: InboxScriptBody, example: scriptBodyExample },
  problems: ['inbox-unknown', 'disk-full'],
  responses: { 200: { description: 'The inbox', schema: InboxView, example: inboxExample } },

  async handle({ tenant, params: { inboxId: id }, body, context }) {
    const read = readInboxScript(body, '')
    if (read.kind === 'problem') return read
    const { script } = read
    const request = { tenantKey: tenant.key, script }
    const inbox = isInboxId(id) ? await putInboxScript({ ...request, id }, context) : null
    if (inbox === null) return problem('inbox-unknown')
    return { status: 200, body: inboxView(inbox, context.ports.inboxes?.count(inbox.id) ?? 0) }
  },
})

const deleteInboxOperation = tenantOperation({
  id: 'deleteInbox',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/inboxes/:inboxId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Delete an inbox with what it keeps.',
  description: 'What subscriptions still send to it is answered 404.',
  problems: ['inbox-unknown'],
  responses: { 204: { description: 'Deleted' } },

  async handle({ tenant, params: { inboxId: id }, context }) {
    if (!isInboxId(id) || !(await deleteInbox({ tenantKey: tenant.key, id }, context))) {
      return problem('inbox-unknown')
    }
    context.ports.inboxes?.empty(id)
    return { status: 204 }
  },
})

export const inboxOperations = [
  createInboxOperation,
  listInboxesOperation,
  getInboxOperation,
  putInboxScriptOperation,
  deleteInboxOperation,
]

/** Why nobody can be shown what arrives at inboxes; else null. */
export function inboxesUnavailable({
  ports,
  pipeline,
}: Pick<ApiContext, 'ports' | 'pipeline'>): Problem | null {
  if (ports.inboxes === undefined) return problem('inboxes-off')
  return pipeline.nodeCount > 1 ? problem('inboxes-need-one-node') : null
}
