/**
 * A delivery that has ended stays as it ended: it is not sent again, ends no other way, and is found
 * ended after every restart.
 */
import { deliveryId, parseDeliveryId } from '../../../src/domain/ids.ts'
import type { SimulatedProcess } from '../../world/simulated-world.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'states-never-regress'

export function statesNeverRegress(stage: Stage): Checker {
  const { ended } = stage.deliveries
  const told = new Map<string, string>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') {
        const { name, id } = happening.request
        const state = ended.get(name)
        // What ended unsent may be in memory still.
        if (state === 'delivered' || state === 'exhausted')
          broken(guarantee, `${name} is ${state} and is sent in #${id}`)
      }
      if (happening.kind === 'fact' && happening.fact.kind === 'delivery-ended') {
        const { key, state } = happening.fact
        const name = deliveryId(key)
        const before = told.get(name)
        const wasSent = before === 'delivered' || before === 'exhausted'
        if (wasSent && before !== state) {
          broken(guarantee, `${name} ended as ${before} and then as ${state}`)
        }
        told.set(name, state)
      }
    },
    afterStart: (process) => judgeStore(process, stage),
    atEnd: (process) => judgeStore(process, stage),
  }
}

async function judgeStore(process: SimulatedProcess, stage: Stage): Promise<void> {
  for (const [name, state] of [...stage.deliveries.ended]) {
    const key = parseDeliveryId(name)!
    const seen = stage.subscriptions.byNumber.get(key.subscriptionNumber)
    if (seen === undefined) continue
    const record = await process.store.history.findDelivery(seen.tenantKey, key)
    // Retention may have dropped it.
    if (record !== null && record.state !== state) {
      broken(guarantee, `${name} had ended as ${state} and is ${record.state} in the store`)
    }
    const isKept = stage.scenario.retentionMs > stage.world.clock.monotonicMs()
    if (record === null && isKept) broken(guarantee, `${name} had ended and is gone`)
  }
}
