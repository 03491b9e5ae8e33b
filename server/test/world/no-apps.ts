/** What an API needs to know of apps, and of what happens, where a test has none. */
import type { ApiParts } from '../../src/api/context.ts'

const url = 'https://issuer.example.org'

export const noApps: Pick<
  ApiParts,
  'issuerUrls' | 'tellTransitions' | 'applyIssuerKeys' | 'live' | 'traffic' | 'version'
> = {
  issuerUrls: { sod: `${url}/sod`, stage: `${url}/stage`, production: url },
  tellTransitions: () => Promise.resolve(),
  applyIssuerKeys: () => Promise.resolve(),
  live: { start: '0', firstNumber: 1, nextNumber: 1, at: () => undefined, follow: () => () => {} },
  traffic: { startedAtMs: 0, minutes: () => [], hours: () => [] },
  version: '0',
}
