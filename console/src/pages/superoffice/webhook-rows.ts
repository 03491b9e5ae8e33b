/** The rows of the panel: webhooks with what is known of their deliveries, filtered and sorted. */
import type { Search } from '../../search.ts'
import type { Sorting } from '../../ui/ColumnHead.tsx'
import { type HealthWord, healthOf } from '../subscriptions/health.ts'
import type { Subscription } from '../subscriptions/subscription-calls.ts'
import type { Webhook } from './webhook-calls.ts'

export const columnKeys = [
  'name',
  'status',
  'target',
  'events',
  'delivery',
  'result',
  'failures',
] as const
export type ColumnKey = (typeof columnKeys)[number]

export interface WebhookRow {
  readonly id: number
  readonly name: string
  readonly webhook: Webhook
  /** The same in the words of the native API; absent until that has answered. */
  readonly subscription: Subscription | null
  readonly status: HealthWord
  readonly events: readonly string[]
  readonly deliveredAt: string | null
  readonly result: 'accepted' | 'failed' | 'none'
  /** In a row, the last of them in the last 24 hours. */
  readonly failures: number
}

const dayMs = 86_400_000
const agesMs: Readonly<Record<string, number>> = { hour: 3_600_000, day: dayMs, week: 7 * dayMs }

export function rowsOf(
  webhooks: readonly Webhook[],
  subscriptions: readonly Subscription[],
  nowMs: number,
): readonly WebhookRow[] {
  const byNumber = new Map(subscriptions.map((one) => [one.number, one]))
  return webhooks.map((webhook) => rowOf(webhook, byNumber.get(webhook.WebhookId) ?? null, nowMs))
}

function rowOf(webhook: Webhook, subscription: Subscription | null, nowMs: number): WebhookRow {
  const deliveredAt = subscription?.health.last_attempt_at ?? null
  const isOfToday = deliveredAt !== null && nowMs - Date.parse(deliveredAt) < dayMs
  return {
    id: webhook.WebhookId,
    name: webhook.Name ?? '',
    webhook,
    subscription,
    status: subscription === null ? statusOf(webhook) : healthOf(subscription),
    events: webhook.Events ?? [],
    deliveredAt,
    result:
      webhook.TotalCalls === 0 ? 'none' : webhook.ConsecutiveErrors > 0 ? 'failed' : 'accepted',
    failures: isOfToday ? webhook.ConsecutiveErrors : 0,
  }
}

function statusOf({ State, ConsecutiveErrors }: Webhook): HealthWord {
  if (State === 'TooManyErrors') return 'disabled'
  if (State !== 'Active') return 'stopped'
  return ConsecutiveErrors > 0 ? 'withFailures' : 'active'
}

/** Each column's filter, as the address has it. */
export function fits(row: WebhookRow, search: Search, nowMs: number): boolean {
  return columnKeys.every((key) => {
    const wanted = search[key]
    return wanted === undefined || wanted === '' || tests[key](row, wanted, nowMs)
  })
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase())

const tests: Readonly<
  Record<ColumnKey, (row: WebhookRow, wanted: string, nowMs: number) => boolean>
> = {
  name: ({ name }, wanted) => has(name, wanted),
  status: ({ status }, wanted) => status === wanted,
  target: ({ webhook }, wanted) => has(webhook.TargetUrl ?? '', wanted),
  events: ({ events }, wanted) => events.some((event) => has(event, wanted)),
  delivery: ({ deliveredAt }, wanted, nowMs) => {
    if (wanted === 'never') return deliveredAt === null
    return deliveredAt !== null && nowMs - Date.parse(deliveredAt) < (agesMs[wanted] ?? Infinity)
  },
  result: ({ result }, wanted) => result === wanted,
  failures: ({ failures }, wanted) => failures > 0 === (wanted === 'with'),
}

const orders: Readonly<Record<ColumnKey, (row: WebhookRow) => string | number>> = {
  name: ({ name }) => name.toLowerCase(),
  status: ({ status }) => status,
  target: ({ webhook }) => (webhook.TargetUrl ?? '').toLowerCase(),
  events: ({ events }) => events.length,
  delivery: ({ deliveredAt }) => deliveredAt ?? '',
  result: ({ result }) => result,
  failures: ({ failures }) => failures,
}

export function sorted(
  rows: readonly WebhookRow[],
  sorting: Sorting | null,
): readonly WebhookRow[] {
  const key = columnKeys.find((each) => each === sorting?.key)
  if (key === undefined || sorting === null) return rows
  const place = orders[key]
  const sign = sorting.isDescending ? -1 : 1
  return [...rows].sort((one, other) => {
    const [a, b] = [place(one), place(other)]
    if (typeof a === 'string' && typeof b === 'string') return sign * a.localeCompare(b)
    return a < b ? -sign : a > b ? sign : 0
  })
}

/** The sorting as the address has it: `name`, or `-name` for the other way round. */
export function readSorting(text: string | undefined): Sorting | null {
  if (text === undefined || text === '') return null
  const isDescending = text.startsWith('-')
  return { key: isDescending ? text.slice(1) : text, isDescending }
}

export const writeSorting = ({ key, isDescending }: Sorting): string =>
  isDescending ? `-${key}` : key
