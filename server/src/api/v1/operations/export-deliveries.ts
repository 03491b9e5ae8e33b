import { exportedRowsMax } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { type CsvCell, csvRow } from '../csv.ts'
import { type AskedDeliveries, readDeliveryFilters } from '../delivery-filters.ts'
import { deliveryExample } from '../examples.ts'
import { deliveryView } from '../history-views.ts'
import { DeliveryExportQuery } from '../delivery-query-schemas.ts'
import { seenWith } from '../seen-deliveries.ts'
import type { Viewer } from '../subscription-ids.ts'

/** Deliveries that are read in one go. */
const pageRows = 1_000
/** What was found until then is answered; a request has half a minute. */
const exportMsMax = 20_000
const cursorHeader = 'posthorn-next-cursor'

const columns = [
  'id',
  'event_id',
  'event_type',
  'subscription_id',
  'subscription_name',
  'state',
  'run',
  'run_kind',
  'attempt_count',
  'accepted_at',
  'due_at',
  'ended_at',
  'is_quarantined',
  'last_status',
  'last_error_class',
] as const

const rowExample = { ...deliveryExample, subscription_name: 'data warehouse' }

export const exportDeliveriesOperation = tenantOperation({
  id: 'exportDeliveries',
  method: 'GET',
  path: '/v1/tenants/:tenantId/deliveries.csv',
  allow: ['operator', 'tenant:read'],
  tag: 'Deliveries',
  summary: 'The deliveries of a list as comma-separated values, for a spreadsheet.',
  description: `At most ${exportedRowsMax} rows, and as many as are found within 20 s. A cell that a spreadsheet would take for a formula begins with an apostrophe. A tenant has one export made at a time, and all together have two; one more is answered 503 (\`history-busy\`).`,
  query: DeliveryExportQuery,
  problems: ['cursor-invalid', 'subscription-unknown', 'history-busy'],
  responses: {
    200: {
      description: 'A first row of names, then one a delivery',
      contentType: 'text/csv',
      example: csvRow(columns) + csvRow(columns.map((column) => rowExample[column])),
      headers: { [cursorHeader]: 'there is more: hand it back as `cursor` for the rest' },
    },
  },

  async handle(request) {
    const { query, tenant, context } = request
    const asked = readDeliveryFilters(query, request)
    if (asked.kind === 'problem') return asked
    const rowsMax = query.limit ?? exportedRowsMax
    const made = await context.exportTurns.take(tenant.key, () =>
      exported(asked, { cursor: query.cursor ?? null, rowsMax }, request),
    )
    if (made === null) return problem('history-busy', { headers: { 'retry-after': '5' } })
    return {
      status: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="deliveries.csv"',
        ...(made.nextCursor === null ? {} : { [cursorHeader]: made.nextCursor }),
      },
      body: made.bytes,
    }
  },
})

async function exported(
  { query, dialect }: AskedDeliveries,
  from: { readonly cursor: string | null; readonly rowsMax: number },
  viewer: Viewer,
): Promise<{ readonly bytes: Buffer; readonly nextCursor: string | null }> {
  const { clock, store } = viewer.context.ports
  const untilMs = clock.monotonicMs() + exportMsMax
  const see = seenWith(viewer, dialect)
  const parts = [Buffer.from(csvRow(columns))]
  let { cursor } = from
  let rowCount = 0
  do {
    const limit = Math.min(pageRows, from.rowsMax - rowCount)
    const page = await store.history.listDeliveries({ ...query, cursor, limit })
    let text = ''
    for (const delivery of page.items) {
      const subscription = await see(delivery)
      if (subscription === null) continue
      const { id, name } = subscription
      const view = { ...deliveryView(delivery, id), subscription_name: name }
      text += csvRow(columns.map((column): CsvCell => view[column]))
      rowCount += 1
    }
    parts.push(Buffer.from(text))
    cursor = page.nextCursor
  } while (cursor !== null && rowCount < from.rowsMax && clock.monotonicMs() < untilMs)
  return { bytes: Buffer.concat(parts), nextCursor: cursor }
}
