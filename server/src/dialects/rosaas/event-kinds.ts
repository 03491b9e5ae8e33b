/**
 * The catalogue as callers see it: each event with data that a producer would hand in and the body
 * that a receiver would then find, made by the same function that makes real ones.
 */
import type { EventKind } from '../../domain/event-kind.ts'
import { eventBody } from './event-body.ts'
import { type CatalogueEvent, catalogueEvents } from './event-catalogue.ts'
import { eventExamples } from './event-examples.ts'

let documented: readonly EventKind[] | null = null

/** Every event of RoSaaS, in the order of the codes. Asked for with every event that is handed in. */
export function documentedEvents(): readonly EventKind[] {
  documented ??= catalogueEvents.map(eventKind)
  return documented
}

const sampleAtMs = Date.UTC(2025, 6, 1, 13, 0, 2)

function eventKind(event: CatalogueEvent): EventKind {
  const { type } = event
  const { metaData, previousAttributes } = eventExamples[event.code]
  const data = {
    TenantSystemName: 'acme-crm',
    MetaData: metaData,
    ...(previousAttributes === null ? {} : { previous_attributes: previousAttributes }),
  }
  const body = eventBody({
    type,
    data: Buffer.from(JSON.stringify(data)),
    subject: null,
    tenantId: 'acme',
    occurredAtMs: sampleAtMs,
  })
  const payload = JSON.parse(Buffer.from(body).toString()) as EventKind['payload']
  const subject = type.slice(0, type.lastIndexOf('.'))
  return { ...event, subject, example: { type, data }, payload }
}
