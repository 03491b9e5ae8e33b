/** The errors that have to do with partners, apps and tenants' states; `problems.ts` has them all. */
import {
  approvalsPerTenantMax,
  appsPerPartnerMax,
  savesPerVersionMax,
  versionsPerAppMax,
} from '../domain/limits.ts'
import { type ProblemText, shownCount } from './problem-text.ts'

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
    detail: `A partner may have ${appsPerPartnerMax} apps, an app ${shownCount(versionsPerAppMax)} versions with ${shownCount(savesPerVersionMax)} saves each, a tenant ${approvalsPerTenantMax} approvals.`,
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
} as const satisfies Record<string, ProblemText>
