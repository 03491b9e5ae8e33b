/**
 * What keeps the data of an event from fitting the schema of its type. The validator walks the
 * schema as it stands and makes no code of it, since a stranger wrote it; what would take it long
 * is not begun.
 */
import { Check, Errors } from 'typebox/schema'
import type { DataSchema } from '../../domain/data-schema.ts'
import type { EventType } from '../../domain/event-type.ts'
import { isTooMuchWork } from '../../domain/schema-effort.ts'
import type { ApiContext } from '../context.ts'
import type { PathTenant } from '../operation.ts'
import { type FieldError, problem, type Problem } from '../problems.ts'

/** Of an event that is handed in; whoever counts misfits has been told. */
export type DataCheck = (event: Described) => Misfit | null

interface Described {
  readonly type: string
  readonly data: unknown
}

/** Null, and nothing to be done, where the tenant has said nothing of what its data have to be. */
export function dataCheck(
  tenant: PathTenant,
  { eventTypes, ports: { observer } }: Pick<ApiContext, 'eventTypes' | 'ports'>,
): DataCheck | null {
  const types = eventTypes.checked(tenant.key)
  if (types === null) return null
  return (event) => {
    const misfit = misfitOf(types, event)
    if (misfit !== null) {
      const { type, mode } = misfit.eventType
      const isRefused = mode === 'refuse'
      observer.observe({ kind: 'event-misfit', tenantId: tenant.id, type, isRefused })
    }
    return misfit
  }
}

/** The types of a tenant that have a schema which is to be held to, by name. */
type CheckedTypes = ReadonlyMap<string, EventType>

/** An event's type with what is wrong with its data. */
export interface Misfit {
  readonly eventType: EventType
  /** Pointers into the event. */
  readonly faults: readonly FieldError[]
}

/** Null where they fit, or nobody said what they have to be. */
function misfitOf(types: CheckedTypes, { type, data }: Described): Misfit | null {
  const eventType = types.get(type)
  if (eventType === undefined || eventType.schema === null) return null
  const faults = dataFaults(eventType.schema, data)
  if (faults.length === 0) return null
  const ofEvent = faults.map(({ pointer, detail }) => ({ pointer: `/data${pointer}`, detail }))
  return { eventType, faults: ofEvent }
}

/** What the producer of data is told that its type's mode refuses. */
export function misfitProblem({ eventType: { type, version }, faults }: Misfit): Problem {
  const which = version === null ? `"${type}"` : `"${type}", version ${version}`
  const detail = `The data do not fit the schema of ${which}; "errors" lists what is wrong. Nothing was stored.`
  return problem('event-data-invalid', { detail, errors: faults })
}

/** The first few faults; none where the data fit. */
export function dataFaults(schema: DataSchema, data: unknown): readonly FieldError[] {
  if (isTooMuchWork(schema, data)) {
    return [{ pointer: '', detail: 'is too large to be checked against the schema of its type' }]
  }
  if (Check(schema, data)) return []
  const [, errors] = Errors(schema, data)
  return errors.map((error) => ({ pointer: error.instancePath, detail: detailOf(error) }))
}

function detailOf({ keyword, message, params }: ReturnType<typeof Errors>[1][number]): string {
  if (keyword === 'boolean') return 'may not be there'
  if (keyword === 'enum') return `must be one of ${JSON.stringify(params.allowedValues)}`
  return message
}
