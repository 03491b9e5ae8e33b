/** A stored webhook as the tests of its API need one: whole, and changed where a test says so. */
import { healthy } from '../../src/domain/health.ts'
import type { Subscription, SubscriptionConfig } from '../../src/domain/subscription.ts'

export const registeredAtMs = Date.UTC(2026, 6, 3, 9, 10, 0)

export function sampleSubscription(
  given: Partial<Omit<Subscription, 'config'>> & {
    readonly config?: Partial<SubscriptionConfig>
  } = {},
): Subscription {
  return {
    number: 17,
    id: `sub_${'0'.repeat(32)}`,
    tenantKey: 1,
    tenantId: 'Cust20001',
    owner: { kind: 'tenant', id: 'Cust20001' },
    externalKey: null,
    application: 'crm-sync',
    createdAtMs: registeredAtMs,
    updatedAtMs: registeredAtMs,
    version: 1,
    status: { state: 'active', reason: null, sinceMs: registeredAtMs, releasingSinceMs: null },
    health: healthy,
    ...given,
    config: {
      name: 'CRM sync',
      description: null,
      dialect: 'superoffice',
      dispatcher: 'http',
      url: 'https://hooks.example.org/so',
      patterns: ['contact.created', 'contact.changed'],
      headers: {},
      secrets: { current: [{ kind: 'hmac-text', text: 's3cr3t-Key!' }], old: [] },
      retryOverride: null,
      dialectSettings: { type: 'webhook', properties: {}, errorEmails: ['ops@example.org'] },
      ...given.config,
    },
  }
}
