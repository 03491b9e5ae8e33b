/** The dialects of a world in which a test of deliveries is made, as the service opens them. */
import assert from 'node:assert/strict'
import { createRosaasDialect } from '../../src/dialects/rosaas/dialect.ts'
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import {
  createSuperOfficeDialect,
  type SuperOfficeSettings,
} from '../../src/dialects/superoffice/dialect.ts'
import type { Dialects } from '../../src/ports/dialect.ts'

export function deliveryDialects(superoffice: Partial<SuperOfficeSettings> = {}): Dialects {
  const dialects = [
    createSuperOfficeDialect({
      acceptAny2xx: false,
      userAgentVersion: '12.4.1514.0',
      ...superoffice,
    }),
    createStandardWebhooksDialect({ userAgentVersion: '0.1.0' }),
    createRosaasDialect({ userAgentVersion: '0.1.0' }),
  ]
  return (name) => {
    const found = dialects.find((dialect) => dialect.name === name)
    assert.ok(found !== undefined, `no dialect "${name}"`)
    return found
  }
}
