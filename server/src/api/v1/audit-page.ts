/** A page of the audit log, as the operations that list it answer. */
import { type Static, Type } from 'typebox'
import { actorName, type AuditEntry, isAuditEntryId, shownActorName } from '../../domain/audit.ts'
import type { ApiContext } from '../context.ts'
import type { Answer, Caller } from '../operation.ts'
import { problem } from '../problems.ts'
import { pageExample, subscriptionExample } from './examples.ts'
import { listed } from './listed.ts'
import { PageQuery, TimeQuery } from './schemas.ts'
import { readTimes } from './time-filter.ts'
import { pageOf } from './view-schemas.ts'
import { iso } from './views.ts'

export const AuditQuery = Type.Object(
  {
    ...PageQuery.properties,
    ...TimeQuery,
    actor: Type.Optional(
      Type.String({ maxLength: 64, description: '`operator`, or the id of a key or an account' }),
    ),
    operation: Type.Optional(
      Type.String({ maxLength: 64, description: 'the id of an operation, as `createKey`' }),
    ),
  },
  { additionalProperties: false },
)

const { id: subscriptionId, created_at: atNine } = subscriptionExample

const AuditEntryView = Type.Object(
  {
    id: Type.String(),
    at: Type.String({ format: 'date-time' }),
    actor: Type.String({
      description: '`operator`, `anyone`, or the id of a key or an account',
    }),
    actor_name: Type.Union([Type.String(), Type.Null()], {
      description: 'the name of the key, the e-mail address of the account',
    }),
    operation: Type.String({ description: 'its id in this document, or in that of its own API' }),
    named: Type.Record(Type.String(), Type.String(), { description: 'what its path named' }),
    status: Type.Integer({ description: 'what it was answered with' }),
    before: Type.Unknown({ description: 'null: it was not there, or nothing shows it' }),
    after: Type.Unknown({ description: 'null: it is gone, or nothing was shown' }),
  },
  { title: 'AuditEntry', additionalProperties: false },
)

export const auditResponses = {
  200: {
    description: 'A page of entries',
    schema: pageOf(AuditEntryView),
    example: pageExample({
      id: 'aud_0199c4001a2b7c3d8e4f5a6b7c8d9e0f',
      at: atNine,
      actor: 'operator',
      actor_name: null,
      operation: 'pauseSubscription',
      named: { tenantId: 'Cust12345', subscriptionId },
      status: 200,
      before: { id: subscriptionId, state: 'active' },
      after: { id: subscriptionId, state: 'paused' },
    }),
  },
}

export async function auditPage(
  asked: {
    /** Null: of all accounts. */
    readonly account: number | null
    readonly query: Static<typeof AuditQuery>
    readonly caller: Caller
  },
  { ports }: Pick<ApiContext, 'ports'>,
): Promise<Answer> {
  const { account, query, caller } = asked
  const times = readTimes(query)
  if (times.kind === 'problem') return times
  const whose = account ?? 'all'
  // Newest first, so that the page goes on before the entry that the one before it ended with.
  return listed({ query, list: 'audit', whose, view: auditEntryView }, async (page) => {
    const { afterId: beforeId, limit } = page
    if (beforeId !== null && !isAuditEntryId(beforeId)) return problem('cursor-invalid')
    const entries = await ports.store.audit.list({
      account,
      application: caller.kind === 'tenant' ? caller.key.application : null,
      actor: query.actor ?? null,
      operation: query.operation ?? null,
      sinceMs: times.sinceMs,
      untilMs: times.untilMs,
      beforeId,
      limit,
    })
    return entries.map((value) => ({ id: value.id, value }))
  })
}

const auditEntryView = ({ id, atMs, actor, operation, ...shown }: AuditEntry) => ({
  id,
  at: iso(atMs),
  actor: actorName(actor),
  actor_name: shownActorName(actor),
  operation,
  named: shown.named,
  status: shown.status,
  before: shown.before,
  after: shown.after,
})
