/**
 * What the API works with: the opened ports, the running pipeline and the settings, as `main.ts`
 * hands them over. Every operation gets it with its request; nothing in the API is global.
 */
import type { KnownEventTypes } from '../manage/known-event-types.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'

export interface ApiParts {
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly config: ApiSettings
  /** From the settings or from its file. */
  readonly operatorKey: string
  /** Accepted at a time; more are closed at once. */
  readonly connectionsMax: number
  /** What `/metrics` answers: Prometheus text and its content type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
}

/** The settings that the API obeys; `config.ts` says what each means. */
export interface ApiSettings {
  readonly listen: { readonly host: string; readonly port: number }
  readonly publicUrl: string | null
  readonly bodyBytesMax: number
  readonly subscriptionsPerTenantMax: number
  readonly retentionDays: number
  readonly allowHttpTargets: boolean
  readonly superofficeMaskSecrets: boolean
  readonly superofficeVersion: string
}

export interface ApiContext extends ApiParts {
  /** What tenants have said of their event types. */
  readonly eventTypes: KnownEventTypes
  /** To be called once a key is revoked on disk, so that it opens nothing from then on. */
  forgetKey(keyId: string): void
}
