/**
 * What is accepted while a SuperOffice subscription is stopped is recorded and not delivered to it,
 * then or later (SuperOffice, ruling R3); only a replay or a resend sends it.
 */
import type { Stage } from '../stage.ts'
import { wantingOf, wasPaused } from '../who-wants-what.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'stopped-skips'

export function stoppedSkips(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent') return
      const { token, key, dialect } = happening.request
      const seen = stage.subscriptions.byNumber.get(key.subscriptionNumber)
      if (seen === undefined || key.run > 0 || dialect !== 'superoffice') return
      if (wasPaused(stage, seen, token) && wantingOf(stage, seen, token) === 'unwanted') {
        broken(
          guarantee,
          `token ${token} was accepted while subscription ${seen.number} was stopped`,
        )
      }
    },
  }
}
