/** Tells apps what became of tenants where the node that was told of it did not come to do so. */
import type { Agent } from './maintainer.ts'

export function createTransitionTeller(tell: () => Promise<void>): Agent {
  return { name: 'transition-teller', everyMs: 1_000, run: tell }
}
