/**
 * What happens to a tenant's installation and is told to the applications that it approved: the
 * changes there are, the event that each becomes, and what a subscription to them has to know of
 * the application and of the environment whose issuer vouches for the message.
 */

/** In the order of the numbers that receivers know them by. */
export const stateChanges = [
  'upgrade',
  'backup-restored',
  'suspend',
  'resume',
  'delete',
  'move',
] as const

export type StateChange = (typeof stateChanges)[number]

/** The type of the event that a change becomes. */
export type StateChangeEventType = `tenant-status.${StateChange}`

const eventTypeStart = 'tenant-status.'

export function stateChangeEventType(change: StateChange): StateChangeEventType {
  return `${eventTypeStart}${change}`
}

/** Which change an event tells of; null: none of them. */
export function stateChangeOf(eventType: string): StateChange | null {
  const change = stateChanges.find((one) => stateChangeEventType(one) === eventType)
  return change ?? null
}

/** The data of such an event, as they are kept; an event may have more members. */
export interface StateChangeData {
  readonly change_type: StateChange
  /** Whom it is about: the tenant's id. */
  readonly tenant: string
  /** Of an upgrade what the tenant is upgraded to, of the others what it has. */
  readonly version_name: string
  readonly file_version: string
  /** A host without scheme, port and path; null where none is known. A move has one. */
  readonly public_endpoint: string | null
}

export const environments = ['sod', 'stage', 'production'] as const

export type Environment = (typeof environments)[number]

/** The dialect settings of a subscription to tenant status messages. */
export interface TenantStatusSettings {
  readonly environment: Environment
  /** The URL of the environment's issuer, as its published metadata name it. */
  readonly issuer: string
  /** Whom the message is for: the application's id in that environment. */
  readonly clientId: string
  readonly appName: string
  /** Who is told when the endpoint begins to fail. */
  readonly errorEmails: readonly string[]
  readonly isMailed: boolean
}
