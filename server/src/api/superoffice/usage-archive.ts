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

/** The columns, each with where its value is. The id of a row is that of its webhook. */
const columns: Readonly<Record<string, (webhook: Subscription) => Cell>> = {
  [`${table}.webhook_usage_id`]: ({ number }) => number,
  [`${table}.total_calls`]: ({ health }) => health.callCount,
  [`${table}.total_errors`]: ({ health }) => health.errorCount,
  [`${table}.consecutive_errors`]: ({ health }) => health.consecutiveErrorCount,
  [`${table}.last_error`]: ({ health }) => health.lastErrorText ?? '',
}

const columnNames = Object.keys(columns)

export interface UsageQuery {
  /** Names of columns, in the order that was asked for. */
  readonly selected: readonly string[]
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

function readColumns(select: string): readonly string[] | Refusal {
  const asked = select.split(',').map((name) => name.trim())
  if (asked.length > selectedNamesMax) {
    return badArgument(`A $select has at most ${selectedNamesMax} names.`)
  }
  const selected: string[] = []
  for (const name of asked) {
    const column = columnNames.find((known) => known === name.toLowerCase())
    if (column === undefined) {
      return badArgument(`There is no column ${shown(name)}. There are: ${columnNames.join(', ')}.`)
    }
    selected.push(column)
  }
  return [...new Set(selected)]
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
    ...Object.fromEntries(selected.map((name) => [name, columns[name]?.(webhook) ?? ''])),
  }
}
