/** What the use-cases of this folder work with: the opened ports and the running pipeline. */
import type { IssuerUrls } from '../domain/issuer.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'

export interface ManageParts {
  readonly ports: Ports
  readonly pipeline: Pipeline
}

/** What has to do with apps also needs to know where the issuers are that vouch for what they get. */
export interface AppParts extends ManageParts {
  readonly issuerUrls: IssuerUrls
}
