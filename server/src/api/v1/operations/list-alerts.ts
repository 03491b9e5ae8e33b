import { Type } from 'typebox'
import { isAlertId } from '../../../domain/alert.ts'
import { pageSizeDefault } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { alertExample, AlertView } from '../alert-view.ts'
import { pageExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { PageQuery } from '../schemas.ts'
import { seenAlerts } from '../seen-alert.ts'
import { pageOf } from '../view-schemas.ts'

const AlertsQuery = Type.Object(
  {
    ...PageQuery.properties,
    open: Type.Optional(
      Type.Enum(['true', 'false'], {
        description: 'true: only those that nobody has acknowledged',
      }),
    ),
  },
  { additionalProperties: false },
)

export const listAlertsOperation = tenantOperation({
  id: 'listAlerts',
  method: 'GET',
  path: '/v1/tenants/:tenantId/alerts',
  allow: ['operator', 'tenant:read'],
  tag: 'Alerts',
  summary: 'List what people were told of subscriptions in trouble, the newest first.',
  description:
    'An alert is raised when a subscription begins to fail or is disabled, where its owner asked for it. It is mailed to the recipients, if a mail server is set, and kept as long as events are. A page may be shorter than asked for: what a key may not see is left out.',
  query: AlertsQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of alerts',
      schema: pageOf(AlertView),
      example: pageExample(alertExample),
    },
  },

  async handle(request) {
    const { tenant, query, context } = request
    const beforeId = readCursor(listOf(tenant), query.cursor)
    if (beforeId !== null && typeof beforeId !== 'string') return beforeId
    if (beforeId !== null && !isAlertId(beforeId)) return problem('cursor-invalid')
    const limit = query.limit ?? pageSizeDefault
    const alerts = await context.ports.store.alerts.list({
      tenantKey: tenant.key,
      beforeId,
      isOpenOnly: query.open === 'true',
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
    })
    const page = alerts.slice(0, limit)
    const last = page.at(-1)
    const hasMore = alerts.length > limit && last !== undefined
    return {
      status: 200,
      body: {
        data: await seenAlerts(page, request),
        next_cursor: hasMore ? writeCursor(listOf(tenant), last.id) : null,
      },
    }
  },
})

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ key }: { readonly key: number }): string => `alerts of ${key}`
