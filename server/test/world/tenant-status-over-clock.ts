/**
 * The dialect of tenant status messages over a simulated clock. Its messages are signed by other
 * threads: the clock stands still while one is made, as if signing took no time.
 */
import { createTenantStatusDialect } from '../../src/dialects/tenant-status/dialect.ts'
import type { Dialect } from '../../src/ports/dialect.ts'
import type { SimulatedClock } from './simulated-clock.ts'

export function tenantStatusOver(clock: SimulatedClock): Dialect {
  const dialect = createTenantStatusDialect({ userAgentVersion: '0.1.0' })
  return {
    ...dialect,
    render(request) {
      const message = Promise.resolve(dialect.render(request))
      clock.standsStillFor(message)
      return message
    },
  }
}
