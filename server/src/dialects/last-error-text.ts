/**
 * The last error of a subscription as alerts show it: what a receiver answered may repeat what it
 * was sent, so secrets and header values are taken out, and it may hold anything, so control
 * characters are too.
 */
import { hideSecrets } from '../domain/hidden-text.ts'
import type { Subscription } from '../domain/subscription.ts'

/** A mail is read by people; the whole answer is kept with the attempt. */
const charactersMax = 2_000

export function lastErrorText({ health, config }: Pick<Subscription, 'health' | 'config'>): string {
  const text = hideSecrets(health.lastErrorText ?? '', config).toWellFormed()
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{C}\n\t]/gu, ' ')
  return lines.length <= charactersMax ? lines : `${lines.slice(0, charactersMax)} […]`
}
