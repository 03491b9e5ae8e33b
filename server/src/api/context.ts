/**
 * What the API works with: the opened ports, the running pipeline and the settings, as `main.ts`
 * hands them over. Every operation gets it with its request; nothing in the API is global.
 */
import type { Config } from '../config.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'

export interface ApiParts {
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly config: Config
  /** From the settings or from its file. */
  readonly operatorKey: string
  /** What `/metrics` answers: Prometheus text and its content type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
}

export interface ApiContext extends ApiParts {
  /** To be called once a key is revoked on disk, so that it opens nothing from then on. */
  forgetKey(keyId: string): void
}
