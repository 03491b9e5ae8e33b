/** The errors that have to do with the live feed; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const liveProblemTexts = {
  'too-many-readers': {
    status: 429,
    title: 'The live feed is followed too often with this key, or by this tenant',
    detail:
      'One key may follow the live feed over 20 connections at a time, and one tenant takes a quarter of all places at most. Close one, or try again after the seconds in Retry-After.',
  },
  'live-full': {
    status: 503,
    title: 'Too many follow the live feed',
    detail:
      'So many connections follow the live feed that no further one is taken. Nothing is wrong with the request: read the lists, and try again after the seconds in Retry-After.',
  },
} as const satisfies Record<string, ProblemText>
