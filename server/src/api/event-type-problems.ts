/** The errors that have to do with event types that a tenant describes; `problems.ts` has them all. */
import { eventTypeCharactersPerTenantMax, eventTypesPerTenantMax } from '../domain/limits.ts'
import type { ProblemText } from './problem-text.ts'

export const eventTypeProblemTexts = {
  'event-type-unknown': {
    status: 404,
    title: 'No such event type',
    detail:
      'This tenant has described no event type of that name. Events of it may be handed in all the same; those that dialects document are in the list.',
  },
  'event-data-invalid': {
    status: 422,
    title: 'The data do not fit the schema of their event type',
    detail:
      'The tenant has described this event type and refuses data that do not fit; "errors" lists what is wrong. Nothing was stored. Mend the data, or have the schema changed (PUT …/event-types/{type}).',
  },
  'event-type-limit-reached': {
    status: 409,
    title: 'The tenant has described as much as it may',
    detail: `A tenant may describe ${eventTypesPerTenantMax} event types, with ${eventTypeCharactersPerTenantMax / 1024 ** 2} MiB of schemas and examples in all. Delete one that is no longer needed, or make its schema shorter.`,
  },
} as const satisfies Record<string, ProblemText>
