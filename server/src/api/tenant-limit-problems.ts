/** The errors that have to do with the limits of tenants; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const tenantLimitProblemTexts = {
  'tenant-rate-exceeded': {
    status: 429,
    title: 'The tenant hands in more events than it may',
    detail:
      'The operator has set how many events a second this tenant may hand in, and more came. Nothing of this event was stored. Wait for the seconds in Retry-After, then send it again.',
  },
} as const satisfies Record<string, ProblemText>
