/** Parked deliveries are let out at 10 a second at first, doubling to 200 (SuperOffice 8.3, 6). */
import { releasePerSecond } from '../documented-rules.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'release-rate'

interface Release {
  readonly startedAtMs: number
  readonly sentPerSecond: number[]
}

export function releaseRate(_stage: Stage): Checker {
  const releases = new Map<string, Release>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'request-sent' || !happening.request.isReleasing) return
      const { request } = happening
      const { key, releasingSinceMs, process } = request
      const name = `${key.subscriptionNumber} since ${releasingSinceMs} in ${process}`
      let release = releases.get(name)
      if (release === undefined) {
        release = { startedAtMs: request.sentAtMs, sentPerSecond: [] }
        releases.set(name, release)
      }
      const second = Math.floor((request.sentAtMs - release.startedAtMs) / 1_000)
      const sentCount = (release.sentPerSecond[second] ?? 0) + 1
      release.sentPerSecond[second] = sentCount
      // One more may fall on either border of the second.
      const most = Math.min(releasePerSecond.most, releasePerSecond.first * 2 ** second) + 2
      if (sentCount > most) {
        broken(guarantee, `release of ${name}: ${sentCount} in second ${second + 1}`)
      }
    },
  }
}
