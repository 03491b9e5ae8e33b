/** The errors that have to do with replays and the audit log; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const replayProblemTexts = {
  'change-not-audited': {
    status: 503,
    title: 'The change was made, and its entry in the audit log was not',
    detail:
      'Look at what it is now before you send it again. The fault is ours: it is in the log, and the operator has to look at the store.',
  },
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
    detail: 'Wait until one of the replays of this tenant is done, then start this one.',
  },
} as const satisfies Record<string, ProblemText>
