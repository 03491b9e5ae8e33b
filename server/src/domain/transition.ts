/** What became of a tenant, kept with who did it and why, and who was told of it. */
import type { AppId } from './app.ts'
import type { EventId } from './ids.ts'
import type { InstalledVersion, Installation, TransitionName } from './tenant-state.ts'
import type { StateChange } from './tenant-status.ts'

export type TransitionId = `stc_${string}`
export const isTransitionId = (text: string): text is TransitionId =>
  /^stc_[0-9a-f]{32}$/.test(text)

export interface Transition {
  readonly id: TransitionId
  readonly tenantKey: number
  readonly tenantId: string
  readonly change: TransitionName
  readonly before: Installation
  readonly after: Installation
  readonly notice: StateChange | null
  readonly told: InstalledVersion
  readonly atMs: number
  readonly by: string
  readonly why: string | null
  /** One for every app that the tenant has approved; none where there is nothing to tell. */
  readonly tellings: readonly Telling[]
}

export interface Telling {
  readonly appId: AppId
  readonly appName: string
  readonly partnerKey: number
  readonly partnerId: string
  /** `due` until it is an event of the partner's. */
  readonly state: 'due' | 'told' | 'not-approved-here' | 'not-published' | 'switched-off'
  readonly eventId: EventId | null
}
