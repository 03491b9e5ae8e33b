/**
 * An event type as its tenant describes it: what it is for, an example, and the schema that the
 * data of its events have to fit. Types that nobody described are as welcome. What is changed here
 * holds for events that are handed in later.
 */
import type { DataSchema } from './data-schema.ts'

export const schemaModes = ['off', 'warn', 'refuse'] as const

/** What becomes of data that do not fit: nothing, accepted with a warning, or refused. */
export type SchemaMode = (typeof schemaModes)[number]

export interface EventType {
  readonly type: string
  readonly description: string
  /** The tenant's own name for this state of it; null when it gave none. */
  readonly version: string | null
  readonly schema: DataSchema | null
  readonly mode: SchemaMode
  /** Data of an event of this type; null when it gave none. */
  readonly example: Readonly<Record<string, unknown>> | null
}
