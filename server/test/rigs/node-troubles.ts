/** What befalls several nodes under load, and what was measured of it. */
import { keyOf, type NodeStand } from './node-stand.ts'
import type { Answers } from './steady-load.ts'

export interface Kill {
  readonly victim: string
  readonly isStartedAtOnce: boolean
  /** Requests of the victim that were in flight, or answered and not yet recorded. */
  readonly inFlight: number
  readonly repeats: number
  /** Repeats of what somebody else had under way or recorded: two nodes had it at once. */
  readonly twiceClaimed: number
  /** From the kill until every subscription got an event that was accepted after it. */
  readonly takenOverMs: number
}

export type OutageKind = 'restart-fast' | 'restart-immediate' | 'refused' | 'silent'

export interface Outage {
  readonly kind: OutageKind
  readonly lastedMs: number
  /** From its end until every subscription got an event that was accepted after it. */
  readonly resumedMs: number
  readonly answers: Answers
  /** Of these no reason was in sight: no process had died. */
  readonly repeats: number
}

export interface RollingRestart {
  readonly exitCodes: readonly (number | null)[]
  readonly answers: Answers
  /** Longest time without any delivery, and without one to some subscription. */
  readonly gapMs: number
  readonly subscriptionGapMs: number
  readonly repeats: number
}

/** What others had under way at a kill is on disk after this. */
const recordedMs = 1_000
/** Requests that may have been under way at a kill began within this. */
const underWayMs = 20_000
const boundMs = 120_000

/** Kills the node -9; it comes back at once, or once the others have taken its place. */
export async function killNode(
  stand: NodeStand,
  { victim, isStartedAtOnce }: { readonly victim: string; readonly isStartedAtOnce: boolean },
): Promise<Kill> {
  const { cluster } = stand
  stand.takeRepeats()
  const killedAtMs = performance.now()
  await cluster.node(victim).kill('SIGKILL')
  const served = stand.servedSince(killedAtMs, boundMs).then(() => performance.now() - killedAtMs)
  await delay(recordedMs)
  const inFlight = await unrecorded(stand, killedAtMs - underWayMs)
  if (isStartedAtOnce) await cluster.start(victim)
  const takenOverMs = await served
  if (!isStartedAtOnce) await cluster.start(victim)
  await stand.allArrived()
  const repeats = stand.takeRepeats()
  return {
    victim,
    isStartedAtOnce,
    inFlight: inFlight.size,
    repeats: repeats.length,
    twiceClaimed: repeats.filter((key) => !inFlight.has(key)).length,
    takenOverMs: Math.round(takenOverMs),
  }
}

/** Takes the database away from all nodes for so long. */
export async function takeDatabaseAway(
  stand: NodeStand,
  { kind, lastsMs }: { readonly kind: OutageKind; readonly lastsMs: number },
): Promise<Outage> {
  const { server, proxy } = stand.cluster
  stand.load.takeAnswers()
  stand.takeRepeats()
  const goneAtMs = performance.now()
  if (kind === 'refused') await proxy.refuse()
  else if (kind === 'silent') proxy.swallow()
  else await server.stop(kind === 'restart-fast' ? 'fast' : 'immediate')
  await delay(lastsMs)
  if (kind === 'refused' || kind === 'silent') await proxy.restore()
  else await server.startAgain()
  const backAtMs = performance.now()
  await stand.servedSince(backAtMs, boundMs)
  const resumedMs = Math.round(performance.now() - backAtMs)
  await stand.allArrived()
  return {
    kind,
    lastedMs: Math.round(backAtMs - goneAtMs),
    resumedMs,
    answers: rounded(stand.load.takeAnswers()),
    repeats: stand.takeRepeats().length,
  }
}

/** Stops each node in good order and starts it again, one after the other. */
export async function restartAll(stand: NodeStand): Promise<RollingRestart> {
  const { cluster, load, receiver } = stand
  load.takeAnswers()
  stand.takeRepeats()
  const first = receiver.arrivals.length
  const exitCodes: (number | null)[] = []
  for (const name of cluster.names) {
    exitCodes.push(await cluster.node(name).kill('SIGTERM'))
    await cluster.start(name)
    await stand.servedSince(performance.now(), boundMs)
  }
  await stand.allArrived()
  const arrivals = receiver.arrivals.slice(first)
  const gapOf = (path: string | null): number =>
    longestGap(arrivals.filter((arrival) => path === null || arrival.path === path))
  return {
    exitCodes,
    answers: rounded(load.takeAnswers()),
    gapMs: gapOf(null),
    subscriptionGapMs: Math.max(...stand.paths.map(gapOf)),
    repeats: stand.takeRepeats().length,
  }
}

/** Arrivals since the instant that the store knows no outcome of, by `keyOf`. */
async function unrecorded(stand: NodeStand, sinceMs: number): Promise<ReadonlySet<string>> {
  const recent = stand.receiver.arrivals.filter(({ atMs }) => atMs > sinceMs)
  if (recent.length === 0) return new Set()
  const ids = recent.map(({ eventId }) => eventId.replace('evt_', ''))
  // Subscriptions were made in the order of their paths, and have numbers from 1.
  const numbers = recent.map(({ path }) => stand.paths.indexOf(path) + 1)
  const rows = await stand.cluster.ask(
    `SELECT seen.ordinal::integer AS ordinal FROM unnest('{${ids.join(',')}}'::uuid[],
      '{${numbers.join(',')}}'::integer[]) WITH ORDINALITY AS seen (id, subscription, ordinal)
    WHERE NOT EXISTS (SELECT FROM event JOIN delivery ON delivery.event_seq = event.seq
      WHERE event.id = seen.id AND delivery.subscription = seen.subscription)`,
  )
  return new Set(rows.map((row) => keyOf(recent[Number(row['ordinal']) - 1]!)))
}

function longestGap(arrivals: readonly { readonly atMs: number }[]): number {
  let gapMs = 0
  for (let index = 1; index < arrivals.length; index += 1) {
    gapMs = Math.max(gapMs, arrivals[index]!.atMs - arrivals[index - 1]!.atMs)
  }
  return Math.round(gapMs)
}

const rounded = (answers: Answers): Answers => ({
  ...answers,
  slowestMs: Math.round(answers.slowestMs),
})

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
