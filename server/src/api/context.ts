/**
 * What the API works with: the opened ports, the running pipeline and the settings, as `main.ts`
 * hands them over. Every operation gets it with its request; nothing in the API is global.
 */
import type { IssuerUrls } from '../domain/issuer.ts'
import type { KnownEventTypes } from '../manage/known-event-types.ts'
import type { KnownTenantLimits } from '../manage/known-tenant-limits.ts'
import type { LiveReaders } from './live/live-readers.ts'
import type { TrafficSource } from './live/traffic-source.ts'
import type { LiveSource } from './live/live-source.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConsoleFiles } from './console-files.ts'
import type { PasswordHasher } from '../manage/accounts/password-hash.ts'
import type { KnownCaller } from './caller.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { PublicCalls } from './public-calls.ts'
import type { ExportTurns } from './export-turns.ts'
import type { Problem } from './problems.ts'
import type { Sessions } from './sessions.ts'
import type { SignInLimits } from './sign-in-limits.ts'
import type { TenantHosts } from './tenant-hosts.ts'
import type { TenantProducts } from './tenant-products.ts'

export interface ApiParts {
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly config: ApiSettings
  /** From the settings or from its file. */
  readonly operatorKey: string
  readonly issuerUrls: IssuerUrls
  /** Tells apps what became of tenants; resolves when what was due has been told, or cannot be now. */
  readonly tellTransitions: () => Promise<void>
  /** Has every app's messages signed with the keys that sign now. */
  readonly applyIssuerKeys: () => Promise<void>
  /** Figures of the last hour and day, in memory. */
  readonly traffic: TrafficSource
  /** Of this program. */
  readonly version: string
  /** What happens, for those who follow it. */
  readonly live: LiveSource
  /** Accepted at a time; more are closed at once. */
  readonly connectionsMax: number
  /** Left out: no console is served. */
  readonly consoleFiles?: ConsoleFiles
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
  /** How long an answer about a tenant's state holds, where the state is a lasting one. */
  readonly stateValidSeconds: number
}

export interface ApiContext extends ApiParts {
  /** What tenants have said of their event types. */
  readonly eventTypes: KnownEventTypes
  /** What the operator lets single tenants have. */
  readonly tenantLimits: KnownTenantLimits
  /** To be called once a key is revoked on disk, so that it opens nothing from then on. */
  forgetKey(keyId: string): void
  /** A pass for the id and the secret of a client. */
  exchange(client: {
    readonly id: string
    readonly secret: string
    readonly remoteAddress: string
  }): Promise<string | Problem>
  /** Who shows this key. */
  callerOf(secret: string, remoteAddress: string): KnownCaller | Promise<KnownCaller | Problem>
  readonly sessions: Sessions
  readonly passwords: PasswordHasher
  readonly knownBrowsers: KnownBrowsers
  readonly signInLimits: SignInLimits
  readonly tenantProducts: TenantProducts
  readonly tenantHosts: TenantHosts
  readonly liveReaders: LiveReaders
  /** By what is called. */
  readonly publicCalls: { readonly state: PublicCalls; readonly portalLink: PublicCalls }
  readonly exportTurns: ExportTurns
}
