/** What an API needs to know of apps where a test has none. */
import type { ApiParts } from '../../src/api/context.ts'

const url = 'https://issuer.example.org'

export const noApps: Pick<ApiParts, 'issuerUrls' | 'tellTransitions' | 'applyIssuerKeys'> = {
  issuerUrls: { sod: `${url}/sod`, stage: `${url}/stage`, production: url },
  tellTransitions: () => Promise.resolve(),
  applyIssuerKeys: () => Promise.resolve(),
}
