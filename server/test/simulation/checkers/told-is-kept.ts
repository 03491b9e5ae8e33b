/**
 * A restart forgets nothing that was on disk: a subscription is in the state that its owner was told
 * of, and its failures in a row count on from where they were.
 */
import type { Subscription } from '../../../src/domain/subscription.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'told-is-kept'

export function toldIsKept(stage: Stage): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'process-runs' || happening.process === 1) return
      const loaded = stage.world.process?.pipeline?.subscriptions.all() ?? []
      for (const subscription of loaded) judge(subscription, stage)
    },
  }
}

function judge({ number, status, health }: Subscription, stage: Stage): void {
  const line = stage.lines.of(number)
  const told = stage.lines.states.get(number)
  const isUnsure = stage.changes.some(
    (change) => change.number === number && change.answer === 'unanswered',
  )
  if (told === undefined || isUnsure || !line.isKnownExactly) return
  if (told !== status.state) {
    broken(guarantee, `subscription ${number} was ${told} and is ${status.state} after a restart`)
  }
  if (line.consecutiveCount !== health.consecutiveErrorCount) {
    const counts = `${line.consecutiveCount} failures in a row and ${health.consecutiveErrorCount}`
    broken(guarantee, `subscription ${number} had ${counts} after a restart`)
  }
}
