/**
 * The JSON body: the five documented fields in the order of the published sample, then
 * `previous_attributes` where a previous value was given, and no such key otherwise. Nothing in it
 * depends on subscription or attempt, so every endpoint and every retry gets the same bytes.
 */
import type { Event } from '../../domain/event.ts'
import { findEventKind } from '../../domain/event-kind.ts'
import { utcTimestampOf } from '../utc-timestamp.ts'
import { catalogueEvents } from './event-catalogue.ts'
import { readEventData } from './event-data.ts'

export function eventBody(
  event: Pick<Event, 'type' | 'data' | 'subject' | 'tenantId' | 'occurredAtMs'>,
): Uint8Array {
  const data = readEventData(event.data)
  const known = findEventKind(catalogueEvents, event.type)
  return bodyOf({
    tenantJson: data.tenantJson ?? JSON.stringify(event.subject ?? event.tenantId),
    code: known?.code ?? unlistedCode,
    name: known?.type ?? event.type,
    metaDataJson: data.metaDataJson,
    created: data.created ?? utcTimestampOf(event.occurredAtMs),
    previousAttributesJson: data.previousAttributesJson,
  })
}

/** Of events that RoSaaS does not have; its own codes begin at 1. */
export const unlistedCode = 0

export interface BodyParts {
  readonly tenantJson: string
  readonly code: number
  readonly name: string
  readonly metaDataJson: string
  readonly created: string
  readonly previousAttributesJson: string | null
}

export function bodyOf(parts: BodyParts): Uint8Array {
  const { previousAttributesJson: previous } = parts
  return Buffer.from(
    `{"TenantSystemName":${parts.tenantJson}` +
      `,"EventCode":${parts.code}` +
      `,"Event":${JSON.stringify(parts.name)}` +
      `,"MetaData":${parts.metaDataJson}` +
      `,"Created":"${parts.created}"` +
      `${previous === null ? '' : `,"previous_attributes":${previous}`}}`,
  )
}
