/**
 * kill -9 under load, many rounds: the real process is fed by many clients and killed at a random
 * moment, its files are judged by the conservation ledger, and it is started again. At the end
 * every event that was answered 202 must have reached every subscription.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventId } from '../../src/domain/ids.ts'
import type { Ledger } from '../../src/ports/history.ts'
import type { Store } from '../../src/ports/ports.ts'
import { CountingReceiver } from './counting-receiver.ts'
import { postEvent, register, startLoad, untilDrained } from './rig-load.ts'
import { openRigStore } from './rig-rows.ts'
import { freePort, startService } from './service-process.ts'

export interface KillReport {
  readonly rounds: number
  readonly accepted: number
  readonly lost: number
  readonly duplicates: number
  /** Most duplicates after one kill, and what was in flight or unrecorded at that kill. */
  readonly duplicatesMax: { readonly count: number; readonly inFlight: number }
  /** Rounds whose duplicates exceeded what was in flight: must be 0. */
  readonly roundsWithTooManyDuplicates: number
  /** How long before a kill the oldest request was answered whose outcome was not on disk yet. */
  readonly unrecordedAgeMaxMs: number
  readonly acceptAgainMs: { readonly median: number; readonly max: number }
  readonly deliverAgainMs: { readonly median: number; readonly max: number }
  readonly ledgersBalanced: number
}

export interface KillOptions {
  readonly rounds: number
  /** Uniform in [0, 1); a seeded one repeats the moments of the kills, not their effect. */
  readonly chance: () => number
  readonly onRound?: (round: number) => void
}

/** The recount reads all rows, so a store is used for so many rounds and then a fresh one. */
const roundsPerStore = 50

export async function runKillRounds(options: KillOptions): Promise<KillReport> {
  const totals = {
    accepted: 0,
    lost: 0,
    duplicates: 0,
    balanced: 0,
    unrecordedAgeMs: 0,
    tooMany: 0,
    max: { count: 0, inFlight: 0 },
    acceptMs: [] as number[],
    deliverMs: [] as number[],
  }
  for (let done = 0; done < options.rounds;) {
    const rounds = Math.min(roundsPerStore, options.rounds - done)
    const directory = mkdtempSync(join(tmpdir(), 'posthorn-kill-'))
    try {
      await runOnOneStore({ directory, rounds, first: done, options, totals })
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
    done += rounds
  }
  return {
    rounds: options.rounds,
    accepted: totals.accepted,
    lost: totals.lost,
    duplicates: totals.duplicates,
    duplicatesMax: totals.max,
    roundsWithTooManyDuplicates: totals.tooMany,
    unrecordedAgeMaxMs: Math.round(totals.unrecordedAgeMs),
    acceptAgainMs: medianAndMax(totals.acceptMs),
    deliverAgainMs: medianAndMax(totals.deliverMs),
    ledgersBalanced: totals.balanced,
  }
}

interface Totals {
  accepted: number
  lost: number
  duplicates: number
  balanced: number
  unrecordedAgeMs: number
  tooMany: number
  max: { count: number; inFlight: number }
  readonly acceptMs: number[]
  readonly deliverMs: number[]
}

interface StoreRounds {
  readonly directory: string
  readonly rounds: number
  readonly first: number
  readonly options: KillOptions
  readonly totals: Totals
}

async function runOnOneStore(parts: StoreRounds): Promise<void> {
  const { directory, options, totals } = parts
  const storePath = join(directory, 'posthorn.db')
  const receiver = await CountingReceiver.start()
  const port = await freePort()
  const accepted = new Set<string>()
  let service = startService({ storePath, port })
  try {
    await service.ready(10_000)
    const paths = await register(service.url, receiver.url)
    let roundBegan = 0
    for (let round = 0; round < parts.rounds; round += 1) {
      const load = startLoad(service.url, accepted)
      await delay(150 + options.chance() * 350)
      const killedAtMs = performance.now()
      await service.kill('SIGKILL')
      await load.stop()
      const inFlight = await judge(parts, { receiver, since: roundBegan, killedAtMs })
      roundBegan = receiver.arrivals.length

      const before = { duplicates: receiver.duplicateCount, arrivals: receiver.arrivals.length }
      service = startService({ storePath, port })
      totals.acceptMs.push(await service.ready(10_000))
      await postEvent(service.url, accepted, `after-${parts.first + round}`)
      await receiver.until(() => receiver.arrivals.length > before.arrivals, 10_000, 'a delivery')
      const firstArrival = receiver.arrivals[before.arrivals]
      totals.deliverMs.push((firstArrival?.atMs ?? 0) - service.startedAtMs)
      await allArrived(receiver, paths, accepted)
      noteDuplicates(receiver.duplicateCount - before.duplicates, inFlight, totals)
      options.onRound?.(parts.first + round + 1)
    }
    totals.accepted += accepted.size
    totals.lost += missing(receiver, paths, accepted)
    totals.duplicates += receiver.duplicateCount
    // What was in flight at the last kill is made again, although it had arrived before.
    await untilDrained(service.url)
    await service.kill('SIGTERM')
    const ledger = await readLedger(storePath)
    if (ledger.open !== 0) throw new Error(`open after all arrived: ${JSON.stringify(ledger)}`)
  } finally {
    await service.kill('SIGKILL')
    await receiver.close()
  }
}

async function allArrived(
  receiver: CountingReceiver,
  paths: readonly string[],
  accepted: ReadonlySet<string>,
): Promise<void> {
  const left = [...accepted].flatMap((id) => paths.map((path) => ({ path, id })))
  const isEmpty = (): boolean => {
    // One that is missing answers for all: the rest is looked at once it is there.
    while (left.length > 0 && receiver.has(left.at(-1)!.path, left.at(-1)!.id)) left.pop()
    return left.length === 0
  }
  try {
    await receiver.until(isEmpty, 30_000, 'every accepted event delivered')
  } catch {
    // Counted as lost by the caller: a report says how many.
  }
}

function missing(
  receiver: CountingReceiver,
  paths: readonly string[],
  accepted: ReadonlySet<string>,
): number {
  let count = 0
  for (const id of accepted) for (const path of paths) if (!receiver.has(path, id)) count += 1
  return count
}

function noteDuplicates(count: number, inFlight: number, totals: Totals): void {
  if (count > totals.max.count) totals.max = { count, inFlight }
  if (count > inFlight) totals.tooMany += 1
}

/**
 * What the killed process left, judged on a copy: recovery, then a recount of all rows. Answers
 * how many requests of this round had no outcome on disk: only those may be made again.
 */
async function judge(
  { directory, totals }: StoreRounds,
  round: { receiver: CountingReceiver; since: number; killedAtMs: number },
): Promise<number> {
  const storePath = join(directory, 'posthorn.db')
  const copyDirectory = join(directory, 'copy')
  mkdirSync(copyDirectory, { recursive: true })
  for (const suffix of ['', '-wal']) {
    if (existsSync(storePath + suffix)) {
      copyFileSync(storePath + suffix, join(copyDirectory, `posthorn.db${suffix}`))
    }
  }
  const store = await openRigStore(join(copyDirectory, 'posthorn.db'))
  try {
    await store.deliveries.recover()
    const ledger = await store.history.ledger({ recount: true })
    const ended = ledger.delivered + ledger.exhausted + ledger.cancelled + ledger.expired
    if (ledger.accepted + ledger.resends + ledger.replays !== ended + ledger.open) {
      throw new Error(`the ledger does not balance: ${JSON.stringify(ledger)}`)
    }
    totals.balanced += 1
    return await countUnrecorded(store, round, totals)
  } finally {
    await store.close()
    rmSync(copyDirectory, { recursive: true, force: true })
  }
}

async function countUnrecorded(
  store: Store,
  round: { receiver: CountingReceiver; since: number; killedAtMs: number },
  totals: Totals,
): Promise<number> {
  const { subscriptions } = await store.subscriptions.load(null)
  const numbers = new Map(
    subscriptions.map(({ config, number }) => [new URL(config.url).pathname, number]),
  )
  const tenantKey = subscriptions[0]?.tenantKey ?? 0
  let count = 0
  for (const { path, eventId, answeredAtMs } of round.receiver.arrivals.slice(round.since)) {
    const subscriptionNumber = numbers.get(path) ?? 0
    const key = { eventId: eventId as EventId, subscriptionNumber, run: 0 }
    const delivery = await store.history.findDelivery(tenantKey, key)
    if (delivery?.state === 'delivered') continue
    count += 1
    const ageMs = answeredAtMs === null ? 0 : round.killedAtMs - answeredAtMs
    totals.unrecordedAgeMs = Math.max(totals.unrecordedAgeMs, ageMs)
  }
  return count
}

async function readLedger(path: string): Promise<Ledger> {
  const store = await openRigStore(path)
  try {
    await store.deliveries.recover()
    return await store.history.ledger({ recount: true })
  } finally {
    await store.close()
  }
}

function medianAndMax(values: readonly number[]): { median: number; max: number } {
  const sorted = values.map((value) => Math.round(value)).sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1] ?? 0, max: sorted.at(-1) ?? 0 }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
