/** The errors that have to do with inboxes; `problems.ts` has them all. */
import { inboxesPerTenantMax } from '../domain/limits.ts'
import type { ProblemText } from './problem-text.ts'

export const inboxProblemTexts = {
  'inbox-unknown': {
    status: 404,
    title: 'No such inbox',
    detail: 'This tenant has no inbox of that id, or it was deleted.',
  },
  'inbox-limit-reached': {
    status: 409,
    title: 'The tenant has as many inboxes as it may have',
    detail: `A tenant may have ${inboxesPerTenantMax} inboxes. Delete one that is no longer needed.`,
  },
  'inboxes-off': {
    status: 409,
    title: 'This installation has no inboxes',
    detail:
      'The operator has switched them off (setting POSTHORN_INBOXES). Use a receiver of your own.',
  },
  'inboxes-need-one-node': {
    status: 409,
    title: 'Inboxes work on one node alone',
    detail:
      'Several nodes share the store, and a node keeps in memory what it sent to an inbox by itself, so no node could show all of it. Use a receiver of your own, or an installation of one node.',
  },
} as const satisfies Record<string, ProblemText>
