/** The filter of a subscription at the door: its schema, and what is wrong with one, with pointers. */
import { Type } from 'typebox'
import { type FilterSource, readEventFilter } from '../../domain/event-filter.ts'
import { problem, type Problem } from '../problems.ts'

/** Its language has a reader of its own, so that a fault names the path and the operator. */
const filter = Type.Object(
  {},
  {
    description:
      'an object of paths into the data with operators, such as {"data.amount":{"gte":100}}: eq, ne, in, nin, gt, gte, lt, lte, exists, contains, starts_with, ends_with; and all, any, not. All members have to hold; only events whose data fit are delivered. Null: all',
    examples: [{ 'data.country': { in: ['NO', 'SE'] }, 'data.amount': { gte: 100 } }],
  },
)

export const filterField = Type.Optional(Type.Union([filter, Type.Null()]))

/** The member of a configuration; none where the subscription wants every event of its types. */
export function filterMember(given: unknown): { readonly filter?: FilterSource } | Problem {
  if (given === undefined || given === null) return {}
  const read = readEventFilter(given)
  if (read.kind === 'filter') return { filter: read.source }
  const errors = read.faults.map(({ pointer, detail }) => ({
    pointer: `/filter${pointer}`,
    detail,
  }))
  return problem('body-invalid', { errors })
}
