/** Forgets sessions whose time is over; they open nothing anyway. What a crash left the next turn does. */
import type { Agent } from './maintainer.ts'

export function createSessionCleaner(forget: () => Promise<void>): Agent {
  return { name: 'session-cleaner', everyMs: 300_000, run: forget }
}
