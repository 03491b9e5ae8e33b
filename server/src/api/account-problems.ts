/** The errors that have to do with accounts and sessions; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const accountProblemTexts = {
  'session-missing': {
    status: 401,
    title: 'Nobody is signed in',
    detail: 'There is no session. Sign in with POST /v1/session.',
  },
  'session-ended': {
    status: 401,
    title: 'The session is over',
    detail:
      'It was ended, was left unused for two hours, or is older than twelve; or what it rested on was changed. Sign in again.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'This lets nobody in',
    detail:
      'What was given to sign in with is wrong, was used before or is too old. Check it, or ask the operator for a new link.',
  },
  'too-many-sign-ins': {
    status: 429,
    title: 'Too many failed sign-ins',
    detail:
      'From this address, or for this account, so many sign-ins have failed that no other is looked at. Try again after the seconds in Retry-After.',
  },
  'csrf-token-wrong': {
    status: 403,
    title: 'The header X-CSRF-Token is missing or wrong',
    detail:
      'The call was made with the cookie of a session, and what is no GET has to carry the csrf_token of that session. Read it with GET /v1/session and send it again.',
  },
  'account-unknown': {
    status: 404,
    title: 'No such account',
    detail: 'There is no account of that id. List the accounts to see the ids.',
  },
  'account-taken': {
    status: 409,
    title: 'The e-mail address has an account already',
    detail:
      'No two accounts have one e-mail address. Change the account that is there, or use another address.',
  },
  'account-limit-reached': {
    status: 409,
    title: 'There are as many accounts as there may be',
    detail: 'An installation may have 2,000 accounts. Delete those that nobody uses.',
  },
} as const satisfies Record<string, ProblemText>
