/** The errors that have to do with replays; `problems.ts` has them all. */
import { openReplaysPerTenantMax } from '../domain/limits.ts'
import type { ProblemText } from './problem-text.ts'

export const replayProblemTexts = {
  'replay-unknown': {
    status: 404,
    title: 'No such replay',
    detail: 'The tenant has no replay with this id, or the key may not see all that it sends to.',
  },
  'replay-ended': {
    status: 409,
    title: 'The replay has ended',
    detail: 'It is done or was cancelled, so it cannot be changed. Make a new replay.',
  },
  'replay-limit-reached': {
    status: 409,
    title: 'Too many replays are running',
    detail: `A tenant may have ${openReplaysPerTenantMax} replays that have not ended. Wait until one is done, or cancel one, then start this one.`,
  },
} as const satisfies Record<string, ProblemText>
