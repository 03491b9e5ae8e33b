/**
 * The conservation ledger balances after every start and at the end, as counted and as recounted
 * from the rows, and it says what the receivers and clients saw.
 */
import type { Ledger } from '../../../src/ports/history.ts'
import type { SimulatedProcess } from '../../world/simulated-world.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'ledger-balanced'

export function ledgerBalanced(stage: Stage): Checker {
  return {
    guarantee,
    async afterStart(process) {
      judge(await process.store.history.ledger({ recount: true }), 'after a start')
    },
    async atEnd(process) {
      const recounted = await process.store.history.ledger({ recount: true })
      judge(recounted, 'at the end')
      await judgeCounters(recounted, process)
      judgeReceived(recounted, stage)
    },
  }
}

function judge(ledger: Ledger, when: string): void {
  const came = ledger.accepted + ledger.resends + ledger.replays
  const went = ledger.delivered + ledger.exhausted + ledger.cancelled + ledger.expired + ledger.open
  if (came !== went)
    broken(guarantee, `${came} came and ${went} went ${when}: ${JSON.stringify(ledger)}`)
}

async function judgeCounters(recounted: Ledger, process: SimulatedProcess): Promise<void> {
  const counted = await process.store.history.ledger({ recount: false })
  judge(counted, 'by the counters')
  if (JSON.stringify(counted) !== JSON.stringify(recounted)) {
    const both = `${JSON.stringify(counted)} against ${JSON.stringify(recounted)}`
    broken(guarantee, `the counters do not say what a recount says: ${both}`)
  }
}

function judgeReceived(ledger: Ledger, stage: Stage): void {
  let acceptedCount = 0
  for (const { answer } of stage.asks) {
    if (answer?.kind === 'accepted' && !answer.isRepeat) acceptedCount += answer.matched
  }
  if (ledger.accepted < acceptedCount) {
    broken(guarantee, `${acceptedCount} targets were answered and ${ledger.accepted} are counted`)
  }
  let receivedCount = 0
  for (const requests of stage.deliveries.byName.values()) {
    if (requests.some((request) => request.isSuccess)) receivedCount += 1
  }
  if (ledger.delivered > receivedCount) {
    broken(guarantee, `${ledger.delivered} count as delivered, ${receivedCount} were received`)
  }
}
