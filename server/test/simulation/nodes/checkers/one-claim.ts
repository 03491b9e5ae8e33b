/**
 * No delivery is under way in two processes that both may write, and nothing is sent by a process
 * that does not own the subscription's shard in the store. A process that woke from a halt of its
 * whole machine cannot know that time has passed: what it sends in the lease that it believes in is
 * the one exception.
 */
import { shardOf } from '../../../../src/domain/shard.ts'
import { broken, type Checker } from '../../checkers/checker.ts'
import type { SeenRequest } from '../../happenings.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'one-claim'

export function oneClaimOfNodes(stage: NodesStage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'request-sent') judge(happening.request, stage)
    },
  }
}

function judge(request: SeenRequest, stage: NodesStage): void {
  const { world, deliveries } = stage
  const process = world.processes.find(({ number }) => number === request.process)
  if (process === undefined) return
  const about = `request #${request.id} of process ${process.number}`
  if (!world.mayWrite(process)) broken(guarantee, `${about} is sent, and its place is taken`)
  const owner = world.database.nodes.owners[shardOf(request.key.subscriptionNumber)]
  if (owner !== process.nodeNumber) {
    broken(guarantee, `${about} is sent for a shard of node ${owner ?? 'nobody'}`)
  }
  for (const other of deliveries.inFlight) {
    if (other === request || other.name !== request.name) continue
    const holder = world.processes.find(({ number }) => number === other.process)
    if (holder === undefined || !world.mayWrite(holder)) continue
    broken(guarantee, `${request.name} is under way in #${other.id} and #${request.id}`)
  }
}
