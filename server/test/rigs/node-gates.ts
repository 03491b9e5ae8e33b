/** What has to hold of several nodes, and what was found not to. */
import type { ClusterOptions } from './node-cluster.ts'
import type { Summary } from './node-stand.ts'
import type { Kill, Outage, RollingRestart } from './node-troubles.ts'

export interface Found {
  readonly kills: readonly Kill[]
  readonly outages: readonly Outage[]
  readonly rolling: RollingRestart | null
  readonly summary: Summary
}

interface Gates {
  readonly takenOverMsMax: number
  readonly resumedMsMax: number
  /** A silent way is noticed by waiting, and so is its end. */
  readonly resumedAfterSilenceMsMax: number
  readonly answerMsMax: number
  readonly subscriptionGapMsMax: number
}

/** Refusals that say that nothing is wrong with the request, and when to come again. */
const refusals = /^(202|503 (overloaded|result-unknown|history-busy|stopping))$/

export function nodeGates({ leaseSeconds, heartbeatSeconds }: ClusterOptions): Gates {
  return {
    takenOverMsMax: (leaseSeconds + 5) * 1_000,
    resumedMsMax: 5_000,
    resumedAfterSilenceMsMax: 10_000,
    answerMsMax: 8_000,
    // A stopped node frees its shards; the others ask for them with their next heartbeats.
    subscriptionGapMsMax: (3 * heartbeatSeconds + 3) * 1_000,
  }
}

/** One sentence for each thing that does not hold. */
export function judge(found: Found, options: ClusterOptions): string[] {
  const { kills, outages, rolling, summary } = found
  const gates = nodeGates(options)
  const missed: string[] = []
  const hold = (isGood: boolean, sentence: string): void => {
    if (!isGood) missed.push(sentence)
  }
  for (const [index, kill] of kills.entries()) {
    const name = `kill ${index + 1} (${kill.victim})`
    hold(kill.takenOverMs <= gates.takenOverMsMax, `${name}: served after ${kill.takenOverMs} ms`)
    hold(kill.repeats <= kill.inFlight, `${name}: ${kill.repeats} repeats of ${kill.inFlight}`)
    hold(kill.twiceClaimed === 0, `${name}: ${kill.twiceClaimed} claimed twice`)
  }
  for (const { kind, resumedMs, answers } of outages) {
    const boundMs = kind === 'silent' ? gates.resumedAfterSilenceMsMax : gates.resumedMsMax
    hold(resumedMs <= boundMs, `${kind}: resumed after ${resumedMs} ms`)
    const { slowestMs, brokenConnections, withoutRetryAfter, counts } = answers
    hold(slowestMs <= gates.answerMsMax, `${kind}: an answer took ${slowestMs} ms`)
    hold(brokenConnections === 0, `${kind}: ${brokenConnections} requests were not answered`)
    hold(withoutRetryAfter === 0, `${kind}: ${withoutRetryAfter} refusals without Retry-After`)
    for (const name of Object.keys(counts)) hold(refusals.test(name), `${kind}: answered ${name}`)
  }
  if (rolling !== null) {
    const { answers, exitCodes, subscriptionGapMs, repeats } = rolling
    for (const name of Object.keys(answers.counts)) {
      hold(/^(202|503 stopping)$/.test(name), `rolling restart: answered ${name}`)
    }
    hold(
      exitCodes.every((code) => code === 0),
      `rolling restart: ended with ${exitCodes.join()}`,
    )
    const isServed = subscriptionGapMs <= gates.subscriptionGapMsMax
    hold(isServed, `rolling restart: a subscription got nothing for ${subscriptionGapMs} ms`)
    hold(repeats === 0, `rolling restart: ${repeats} repeats`)
  }
  hold(summary.lost === 0, `${summary.lost} lost`)
  hold(summary.twins === 0, `${summary.twins} keys with two events`)
  hold(summary.stored === summary.accepted, `${summary.stored} stored of ${summary.accepted}`)
  hold(
    summary.exitCodes.every((code) => code === 0),
    `ended with ${summary.exitCodes.join()}`,
  )
  const { open, exhausted, unaccountedCount } = summary.ledger
  hold(open + unaccountedCount === 0, `ledger: ${open} open, ${unaccountedCount} unaccounted`)
  hold(exhausted === 0, `${exhausted} exhausted by an outage of ours`)
  return missed
}
