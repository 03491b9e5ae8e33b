/** Ends what portal links have opened once its time is over; what a crash left the next turn does. */
import type { Agent } from './maintainer.ts'

export function createPortalCloser(end: () => Promise<void>): Agent {
  return { name: 'portal-closer', everyMs: 5_000, run: end }
}
