/** Every guarantee that the simulation of several nodes judges. */
import { attemptsBounded } from '../../checkers/attempts-bounded.ts'
import type { Checker } from '../../checkers/checker.ts'
import { duplicatesBounded } from '../../checkers/duplicates-bounded.ts'
import { idempotent } from '../../checkers/idempotent.ts'
import { ledgerBalanced } from '../../checkers/ledger-balanced.ts'
import { noPhantom } from '../../checkers/no-phantom.ts'
import { noSecret } from '../../checkers/no-secret.ts'
import { nothingLost } from '../../checkers/nothing-lost.ts'
import { stableIds } from '../../checkers/stable-ids.ts'
import { statesNeverRegress } from '../../checkers/states-never-regress.ts'
import { stoppedSkips } from '../../checkers/stopped-skips.ts'
import { releaseInOrder } from '../../checkers/release-in-order.ts'
import { releaseRate } from '../../checkers/release-rate.ts'
import { areClocksRight, type NodesStage } from '../nodes-stage.ts'
import { capShared } from './cap-shared.ts'
import { changeFollowed } from './change-followed.ts'
import { fencedRecordsNothing } from './fenced-records-nothing.ts'
import { foundInTime } from './found-in-time.ts'
import { keyOrderOfNodes, rateKeptByNodes } from './limits-kept.ts'
import { lineHeldByNodes } from './line-held.ts'
import { noEarlyRetryOfNodes } from './no-early-retry.ts'
import { nobodyFencedAlive } from './nobody-fenced-alive.ts'
import { oneClaimOfNodes } from './one-claim.ts'
import { oneMaintainer } from './one-maintainer.ts'
import { repeatsCounted } from './repeats-counted.ts'
import { takeoverInTime } from './takeover-in-time.ts'

export function nodesCheckers(stage: NodesStage): readonly Checker[] {
  const ofAny = [
    attemptsBounded,
    duplicatesBounded,
    idempotent,
    ledgerBalanced,
    noPhantom,
    noSecret,
    nothingLost,
    releaseRate,
    stableIds,
    statesNeverRegress,
    stoppedSkips,
  ]
  const ofNodes = [
    capShared,
    changeFollowed,
    fencedRecordsNothing,
    foundInTime,
    keyOrderOfNodes,
    lineHeldByNodes,
    nobodyFencedAlive,
    oneClaimOfNodes,
    oneMaintainer,
    rateKeptByNodes,
    repeatsCounted,
    takeoverInTime,
  ]
  // When something was due, and what came first, is known where all clocks agree.
  const ofTime = areClocksRight(stage) ? [noEarlyRetryOfNodes, releaseInOrder] : []
  return [...ofAny, ...ofNodes, ...ofTime].map((make) => make(stage))
}
