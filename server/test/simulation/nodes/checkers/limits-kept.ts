/** The order of keys and the rates of subscriptions, whichever nodes send for them. */
import type { Checker } from '../../checkers/checker.ts'
import { keyOrder } from '../../checkers/key-order.ts'
import { rateKept } from '../../checkers/rate-kept.ts'
import type { NodesStage } from '../nodes-stage.ts'

export function keyOrderOfNodes(stage: NodesStage): Checker {
  const { world } = stage
  return keyOrder(stage, (number) => {
    const process = world.processes.find((one) => one.number === number)
    return process !== undefined && world.mayWrite(process)
  })
}

/** One more may go whenever another node begins to send: it does not know when the last one began. */
export const rateKeptByNodes = (stage: NodesStage): Checker => rateKept(stage, true)
