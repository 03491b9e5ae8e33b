/**
 * Where the issuers of the environments are: by their settings, otherwise below the service's own
 * public URL, or where it listens when it has none (ruling R11a).
 */
import type { Config } from './config.ts'
import type { IssuerUrls } from './domain/issuer.ts'

type IssuerConfig = Pick<
  Config,
  'listen' | 'publicUrl' | 'issuerSod' | 'issuerStage' | 'issuerProduction'
>

/** `listensAt` is asked each time: which port it is may be known only once the service listens. */
export function issuerUrlsOf(config: IssuerConfig, listensAt: () => string | null): IssuerUrls {
  const base = (): string => {
    const { host, port } = config.listen
    return config.publicUrl ?? listensAt() ?? `http://${host}:${port}`
  }
  return {
    get sod() {
      return config.issuerSod ?? `${base()}/sod`
    },
    get stage() {
      return config.issuerStage ?? `${base()}/stage`
    },
    get production() {
      return config.issuerProduction ?? base()
    },
  }
}
