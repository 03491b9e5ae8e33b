/**
 * The JSON body of a notification: the documented members in the documented order, of which
 * `PublicEndpoint` is there where one is known. Everything but the token is unsigned, so the token
 * carries a digest of the rest, which receivers make again from what they got.
 */
import { hash } from 'node:crypto'
import type { Event } from '../../domain/event.ts'
import { type StateChange, stateChangeOf, stateChanges } from '../../domain/tenant-status.ts'

export interface Notification {
  readonly change: StateChange
  /** The tenant that it is about. */
  readonly tenantId: string
  readonly versionName: string
  readonly fileVersion: string
  readonly publicEndpoint: string | null
}

/** What an event tells. Its type says which change; a text that its data lack is empty. */
export function notificationOf({ type, tenantId, data }: Event): Notification {
  const change = stateChangeOf(type)
  if (change === null) throw new Error(`events of the type "${type}" tell of no tenant's status`)
  const members = JSON.parse(Buffer.from(data).toString()) as Readonly<Record<string, unknown>>
  return {
    change,
    tenantId: textOf(members['tenant']) ?? tenantId,
    versionName: textOf(members['version_name']) ?? '',
    fileVersion: textOf(members['file_version']) ?? '',
    publicEndpoint: textOf(members['public_endpoint']),
  }
}

export function notificationBody(notification: Notification, token: string): Uint8Array {
  const { ChangeType, ContextIdentifier, VersionName, FileVersion, ...rest } =
    membersOf(notification)
  const members = {
    ChangeType,
    ContextIdentifier,
    VersionName,
    FileVersion,
    Token: token,
    ...rest,
  }
  return Buffer.from(JSON.stringify(members))
}

/** Lower-case hex SHA-256 of the members but the token, as canonical JSON (RFC 8785). */
export function bodySha256(notification: Notification): string {
  return hash('sha256', canonicalText(notification), 'hex')
}

/** The names are plain ASCII, the values texts and a small number: sorting is all there is to do. */
export function canonicalText(notification: Notification): string {
  const members = Object.entries(membersOf(notification))
  return JSON.stringify(Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

interface Members {
  readonly ChangeType: number
  readonly ContextIdentifier: string
  readonly VersionName: string
  readonly FileVersion: string
  readonly PublicEndpoint?: string
}

function membersOf(notification: Notification): Members {
  const { change, tenantId, versionName, fileVersion, publicEndpoint } = notification
  return {
    ChangeType: stateChanges.indexOf(change),
    ContextIdentifier: tenantId,
    VersionName: versionName,
    FileVersion: fileVersion,
    ...(publicEndpoint === null ? {} : { PublicEndpoint: publicEndpoint }),
  }
}

/** Null where it is no text; an empty one is one. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.toWellFormed() : null
}
