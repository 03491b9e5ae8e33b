/** How a subscription is doing, in one of four words that every dialect shares. */
import type { Tone } from '../../ui/StatusBadge.tsx'
import type { Subscription } from './subscription-calls.ts'

export const healthWords = ['active', 'withFailures', 'stopped', 'disabled'] as const
export type HealthWord = (typeof healthWords)[number]

export const healthTones: Readonly<Record<HealthWord, Tone>> = {
  active: 'good',
  withFailures: 'warn',
  stopped: 'quiet',
  disabled: 'bad',
}

/** The failures of the last day are known where somebody has counted them. */
export function healthOf(
  { state, health }: Pick<Subscription, 'state' | 'health'>,
  failedOfDay = 0,
): HealthWord {
  if (state === 'disabled') return 'disabled'
  if (state !== 'active') return 'stopped'
  const isFailing = health.is_failing || health.failures_in_a_row > 0 || failedOfDay > 0
  return isFailing ? 'withFailures' : 'active'
}

/** So many failures in a row disable a webhook of SuperOffice's; other dialects go by time. */
export const superofficeFailuresMax = 9

/** Failures in a row as a counter: `7/9` where a number ends it. */
export function failuresText({
  dialect,
  health,
}: Pick<Subscription, 'dialect' | 'health'>): string {
  const count = health.failures_in_a_row
  return dialect === 'superoffice' ? `${count}/${superofficeFailuresMax}` : String(count)
}

/** Each dialect by its proper name; a name is the same in every language. */
export function dialectTitle(dialect: string): string {
  return titles[dialect] ?? dialect
}

const titles: Readonly<Record<string, string>> = {
  'standard-webhooks': 'Standard Webhooks',
  superoffice: 'SuperOffice',
  'tenant-status': 'Tenant status',
  rosaas: 'RoSaaS',
}
