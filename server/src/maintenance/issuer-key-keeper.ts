/**
 * Keeps the keys of issuers: what nobody can need any more is forgotten, and apps are signed for
 * with the key whose time has come. What a crash left undone the next turn does.
 */
import type { Agent } from './maintainer.ts'

export function createIssuerKeyKeeper(keeping: {
  readonly retire: () => Promise<void>
  readonly apply: () => Promise<void>
}): Agent {
  return {
    name: 'issuer-key-keeper',
    everyMs: 60_000,
    async run() {
      await keeping.retire()
      await keeping.apply()
    },
  }
}
