/**
 * The statistics of webhooks as rows of table `webhook_usage`, which the troubleshooting page of
 * SuperOffice reads through its dynamic archive: some of five columns, of all webhooks that the
 * caller may see or of one. Nothing else is in this archive, and whatever else is asked for is
 * refused by name rather than answered without it.
 */
import type { Subscription } from '../../domain/subscription.ts'
import { badArgument, isRefusal, type Refusal } from './superoffice-errors.ts'
import { selectedNamesMax } from './webhook-limits.ts'

const table = 'webhook_usage'

type Cell = string | number

interface Column {
  readonly name: string
  readonly cell: (webhook: Subscription) => Cell
}

/** The columns, each with where its value is. The id of a row is that of its webhook. */
const columns: readonly Column[] = [
  { name: `${table}.webhook_usage_id`, cell: ({ number }) => number },
  { name: `${table}.total_calls`, cell: ({ health }) => health.callCount },
  { name: `${table}.total_errors`, cell: ({ health }) => health.errorCount },
  { name: `${table}.consecutive_errors`, cell: ({ health }) => health.consecutiveErrorCount },
  { name: `${table}.last_error`, cell: ({ health }) => health.lastErrorText ?? '' },
]

export interface UsageQuery {
  /** In the order that was asked for. */
  readonly selected: readonly Column[]
  /** Of one webhook; null: of all. */
  readonly webhookId: number | null
}

/** What a query asks for: `$select`, and a `$filter` on the id with `eq`. */
export function readUsageQuery(query: URLSearchParams): UsageQuery | Refusal {
  const options = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))
  for (const name of options.keys()) {
    if (name.startsWith('$') && name !== '$select' && name !== '$filter') {
      return badArgument(`This archive knows $select and $filter, and not ${shown(name)}.`)
    }
  }
  const selected = readColumns(options.get('$select') ?? '')
  if (isRefusal(selected)) return selected
  const filter = options.get('$filter')?.trim() ?? ''
  if (filter === '') return { selected, webhookId: null }
  const webhookId = filterPattern.exec(filter)?.[1]
  if (webhookId === undefined) {
    return badArgument(`The $filter can be ${table}.webhook_usage_id eq and a whole number.`)
  }
  return { selected, webhookId: Number(webhookId) }
}

const filterPattern = /^webhook_usage\.webhook_usage_id\s+eq\s+'?(\d{1,10})'?$/i

function readColumns(select: string): readonly Column[] | Refusal {
  const asked = select.split(',').map((name) => name.trim())
  if (asked.length > selectedNamesMax) {
    return badArgument(`A $select has at most ${selectedNamesMax} names.`)
  }
  const selected = new Set<Column>()
  for (const name of asked) {
    const column = columns.find((known) => known.name === name.toLowerCase())
    if (column === undefined) {
      const known = columns.map((one) => one.name).join(', ')
      return badArgument(`There is no column ${shown(name)}. There are: ${known}.`)
    }
    selected.add(column)
  }
  return [...selected]
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 100))

/** One row, as the archives of SuperOffice write theirs: the key as a text, each column by its name. */
export function usageRow(
  webhook: Subscription,
  { selected }: UsageQuery,
): Readonly<Record<string, Cell>> {
  return {
    PrimaryKey: String(webhook.number),
    EntityName: table,
    ...Object.fromEntries(selected.map(({ name, cell }) => [name, cell(webhook)])),
  }
}
