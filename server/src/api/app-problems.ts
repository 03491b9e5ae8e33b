/** The errors that have to do with partners, apps and tenants' states; `problems.ts` has them all. */
import type { ProblemText } from './problem-text.ts'

export const appProblemTexts = {
  'key-of-one-app': {
    status: 403,
    title: 'The key is for one app',
    detail:
      'The secret of an app opens that app alone. Use a key of the partner, made without an app.',
  },
  'partner-unknown': {
    status: 404,
    title: 'No such partner',
    detail: 'The path names a partner that does not exist or that this key does not open.',
  },
  'app-unknown': {
    status: 404,
    title: 'No such app',
    detail: 'The path names an app that does not exist or that this key does not open.',
  },
  'app-version-unknown': {
    status: 404,
    title: 'No such version',
    detail: 'The app has no configuration version, or no save of it, of that number.',
  },
  'approval-unknown': {
    status: 404,
    title: 'No such approval',
    detail: 'The tenant has not approved this app.',
  },
  'state-change-unknown': {
    status: 404,
    title: 'No such state change',
    detail: 'The tenant has no state change of that id.',
  },
  'environment-unknown': {
    status: 404,
    title: 'No such environment',
    detail: 'The environments are sod, stage and production.',
  },
  'partner-taken': {
    status: 409,
    title: 'The partner exists already',
    detail: 'A partner of that id exists. Choose another id, or use the partner that is there.',
  },
  'app-limit-reached': {
    status: 409,
    title: 'There are as many as there may be',
    detail:
      'A partner may have 200 apps, an app 1,000 versions with 10,000 saves each, a tenant 200 approvals.',
  },
  'app-version-locked': {
    status: 409,
    title: 'The version can no longer be edited',
    detail:
      'It waits for, or was published to, stage or production. Make a new version, or withdraw the request.',
  },
  'publication-refused': {
    status: 409,
    title: 'The version cannot be published there now',
    detail: 'Its standing, or that of another version, does not allow it.',
  },
  'state-change-illegal': {
    status: 409,
    title: 'The change is not possible in the present state',
    detail: 'Nothing was changed. The state that the tenant is in does not know this change.',
  },
  'precondition-missing': {
    status: 428,
    title: 'The header If-Match is missing',
    detail:
      'Read it first, and send the ETag of that answer as If-Match, so that nobody else’s change is overwritten unseen.',
  },
  'precondition-failed': {
    status: 412,
    title: 'Somebody else changed it first',
    detail:
      'It is no longer as the ETag in If-Match says, and nothing was stored. Read it again, and make the change to what is there now.',
  },
  'host-misdirected': {
    status: 421,
    title: 'Wrong subdomain used to access tenant',
    detail:
      'The tenant is reached at another host now. Ask /api/state/{tenant} for its present endpoint.',
  },
  'portal-link-spent': {
    status: 404,
    title: 'The link opens nothing',
    detail: 'It was used before, is too old, or was never made. Ask for a new one.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail:
      'Ask again after the seconds in Retry-After; a state that was answered holds until its ValidUntil.',
  },
} as const satisfies Record<string, ProblemText>
