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
import type { NodesStage } from '../nodes-stage.ts'

export function nodesCheckers(stage: NodesStage): readonly Checker[] {
  const ofAll = [
    attemptsBounded,
    duplicatesBounded,
    idempotent,
    ledgerBalanced,
    noPhantom,
    noSecret,
    nothingLost,
    stableIds,
    statesNeverRegress,
    stoppedSkips,
  ]
  return [...ofAll.map((make) => make(stage))]
}
