/** Every guarantee that the simulation judges. */
import type { Stage } from '../stage.ts'
import { attemptsBounded } from './attempts-bounded.ts'
import type { Checker } from './checker.ts'
import { duplicatesBounded } from './duplicates-bounded.ts'
import { fairShare } from './fair-share.ts'
import { idempotent } from './idempotent.ts'
import { keyOrder } from './key-order.ts'
import { ledgerBalanced } from './ledger-balanced.ts'
import { lineHeld } from './line-held.ts'
import { noEarlyRetry } from './no-early-retry.ts'
import { noFalseDisable } from './no-false-disable.ts'
import { noPhantom } from './no-phantom.ts'
import { noSecret } from './no-secret.ts'
import { nothingLost } from './nothing-lost.ts'
import { oneClaim } from './one-claim.ts'
import { ownOutageUncounted } from './own-outage-uncounted.ts'
import { poisonContained } from './poison-contained.ts'
import { rateKept } from './rate-kept.ts'
import { releaseInOrder } from './release-in-order.ts'
import { releaseRate } from './release-rate.ts'
import { retryOnTime } from './retry-on-time.ts'
import { stableIds } from './stable-ids.ts'
import { statesNeverRegress } from './states-never-regress.ts'
import { stoppedSkips } from './stopped-skips.ts'
import { toldIsKept } from './told-is-kept.ts'

export function allCheckers(stage: Stage): readonly Checker[] {
  return [
    attemptsBounded,
    duplicatesBounded,
    fairShare,
    idempotent,
    keyOrder,
    ledgerBalanced,
    lineHeld,
    noEarlyRetry,
    noFalseDisable,
    noPhantom,
    noSecret,
    nothingLost,
    oneClaim,
    ownOutageUncounted,
    poisonContained,
    rateKept,
    releaseInOrder,
    releaseRate,
    retryOnTime,
    stableIds,
    statesNeverRegress,
    stoppedSkips,
    toldIsKept,
  ].map((make) => make(stage))
}
