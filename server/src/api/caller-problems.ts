/** The errors that have to do with who is calling; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const callerProblemTexts = {
  'key-missing': {
    status: 401,
    title: 'No key was given',
    detail: 'This call needs a key. Send it in the header "Authorization: Bearer <key>".',
  },
  'key-invalid': {
    status: 401,
    title: 'The key opens nothing',
    detail:
      'The key in the Authorization header is unknown or was revoked. Check that it was copied whole, or have a new one made.',
  },
  'too-many-failures': {
    status: 429,
    title: 'Too many calls with a wrong key',
    detail:
      'The key opens nothing, and so many calls from this address carried a wrong one that it is told to wait for the seconds in Retry-After. A valid key is let in all the same: mend this one.',
  },
  'operator-only': {
    status: 403,
    title: "Only the operator's key may do this",
    detail: "The key is valid, but this call is for the operator. Use the operator's key.",
  },
  'scope-missing': {
    status: 403,
    title: 'The key lacks the scope',
    detail:
      'The key is valid for this tenant, but none of its scopes allows this call. Use a key with the scope that the description of the operation names.',
  },
  'portal-link-spent': {
    status: 404,
    title: 'The link opens nothing',
    detail: 'It was used before, is too old, or was never made. Ask for a new one.',
  },
} as const satisfies Record<string, ProblemText>
