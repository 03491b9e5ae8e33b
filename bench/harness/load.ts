/**
 * Load on a contender, and what it does under it. A measurement is two readings of everything
 * (the generator's and the receiver's counters, /proc) some seconds apart, in steady state.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningContender } from '../contenders/contender.ts'
import type { Bench } from './bench.ts'
import { CountersPage, quantileMs } from './counters-page.ts'
import { start, waitUntil } from './processes.ts'
import { sharedPath, type Receiver } from './receiver.ts'
import { diskWrittenBytes, machineCpuMs, memoryBytes, readUsage } from './usage.ts'

export interface Stand {
  readonly bench: Bench
  readonly folder: string
  readonly contender: RunningContender
  readonly receiver: Receiver
}

export interface LoadOptions {
  /** Events per second, due at fixed times; 0 for a closed loop. */
  readonly rate: number
  /** Deliveries that each event makes. */
  readonly fanOut: number
  /** Event types in turn, `contact.e00` and on. */
  readonly typeCount: number
  /** The endpoint whose deliveries are not counted, since they never succeed. */
  readonly uncounted?: number
}

/** What one measured interval showed. Latencies in ms; undefined where nothing happened. */
export interface Figures {
  readonly eventsPerSecond: number
  readonly deliveriesPerSecond: number
  readonly cpuUsPerDelivery: number
  readonly writtenBytesPerDelivery: number
  /** What reached the disk under the store, whoever wrote it; NaN where it cannot be told. */
  readonly diskBytesPerDelivery: number
  readonly acceptP50Ms: number | undefined
  readonly acceptP99Ms: number | undefined
  readonly deliveredP50Ms: number | undefined
  readonly deliveredP99Ms: number | undefined
  readonly memoryPeakBytes: number
  /** Share of one core that the measuring programs themselves took. */
  readonly generatorCpuShare: number
  readonly receiverCpuShare: number
  /** Share of one core that programs took which have nothing to do with the bench. */
  readonly strangerCpuShare: number
  readonly refusedCount: number
  /** Connections that the contender opened to the endpoints meanwhile. */
  readonly connectionCount: number
  /** Open loop: events that were due and could not be sent at the end. */
  readonly behindCount: number
}

export interface Load {
  /** Lets the contender warm up, then measures. */
  measure(warmMs: number, measureMs: number): Promise<Figures>
  /** Ends the load and waits until every accepted event is delivered and recorded. */
  drain(): Promise<Drained>
  stop(): Promise<void>
}

export interface Drained {
  readonly acceptedCount: number
  readonly deliveredCount: number
  readonly isComplete: boolean
}

const connectionCount = 64
/** Deliveries that may be owed in a closed loop: enough to keep every contender busy. */
const window = 512
const loadSecondsMax = 120
const sampleMs = 250
const drainMs = 15_000

let loadCount = 0

export async function startLoad(stand: Stand, options: LoadOptions): Promise<Load> {
  const { bench, contender, receiver } = stand
  loadCount += 1
  const page = new CountersPage(sharedPath(bench, `generator-${loadCount}`))
  const deliveredBefore = receiver.page.read().total
  const program = await start(
    bench.native.generator,
    [
      page.path,
      receiver.page.path,
      String(contender.port),
      contender.eventsPath,
      contender.authorization,
      bench.bodyFile,
      String(connectionCount),
      String(Math.round(options.rate)),
      String(window * Math.max(1, options.fanOut / 2)),
      String(options.fanOut),
      String(options.typeCount),
      String(options.uncounted ?? -1),
      String(loadSecondsMax),
    ],
    { name: 'generator', logFile: join(stand.folder, 'generator.log') },
  )
  await waitUntil(() => page.read().isReady, { what: 'the generator', timeoutMs: 5_000, program })
  const stop = async () => {
    await program.stop()
    page.close()
  }
  return {
    async measure(warmMs, measureMs) {
      await sleep(warmMs)
      return measure(stand, { page, generatorPid: program.pid, measureMs })
    },
    async drain() {
      await program.stop()
      const { total, lanes } = page.read()
      page.close()
      const uncounted = options.uncounted === undefined ? 0 : (lanes[options.uncounted] ?? 0)
      return drain(stand, (total - uncounted) * options.fanOut, deliveredBefore)
    },
    stop,
  }
}

interface Interval {
  readonly page: CountersPage
  readonly generatorPid: number
  readonly measureMs: number
}

async function measure(stand: Stand, interval: Interval): Promise<Figures> {
  const { contender, receiver } = stand
  const read = () => ({
    generator: interval.page.read(),
    receiver: receiver.page.read(),
    contender: readUsage(contender.pids),
    generatorCpuMs: readUsage([interval.generatorPid]).cpuMs,
    receiverCpuMs: readUsage([receiver.pid]).cpuMs,
    ownCpuMs:
      process.resourceUsage().userCPUTime / 1000 + process.resourceUsage().systemCPUTime / 1000,
    machineCpuMs: machineCpuMs(),
    diskBytes: diskWrittenBytes(stand.folder),
  })
  let memoryPeakBytes = 0
  const before = read()
  const endMs = performance.now() + interval.measureMs
  while (performance.now() < endMs) {
    await sleep(Math.min(sampleMs, Math.max(0, endMs - performance.now())))
    memoryPeakBytes = Math.max(memoryPeakBytes, memoryBytes(contender.pids))
  }
  const after = read()

  const seconds = (after.receiver.atMs - before.receiver.atMs) / 1000
  const deliveredCount = after.receiver.total - before.receiver.total
  const eventCount = after.generator.total - before.generator.total
  const per = (amount: number) => (deliveredCount === 0 ? Number.NaN : amount / deliveredCount)
  const share = (cpuMs: number) => cpuMs / (seconds * 1000)
  const generatorCpuShare = share(after.generatorCpuMs - before.generatorCpuMs)
  const receiverCpuShare = share(after.receiverCpuMs - before.receiverCpuMs)
  const contenderCpuMs = after.contender.cpuMs - before.contender.cpuMs
  const knownCpuMs = contenderCpuMs + after.ownCpuMs - before.ownCpuMs
  return {
    eventsPerSecond: eventCount / seconds,
    deliveriesPerSecond: deliveredCount / seconds,
    cpuUsPerDelivery: per(contenderCpuMs * 1000),
    writtenBytesPerDelivery: per(after.contender.writtenBytes - before.contender.writtenBytes),
    diskBytesPerDelivery: per(after.diskBytes - before.diskBytes),
    acceptP50Ms: quantileMs(before.generator, after.generator, 0.5),
    acceptP99Ms: quantileMs(before.generator, after.generator, 0.99),
    deliveredP50Ms: quantileMs(before.receiver, after.receiver, 0.5),
    deliveredP99Ms: quantileMs(before.receiver, after.receiver, 0.99),
    memoryPeakBytes,
    generatorCpuShare,
    receiverCpuShare,
    strangerCpuShare:
      share(after.machineCpuMs - before.machineCpuMs - knownCpuMs) -
      generatorCpuShare -
      receiverCpuShare,
    refusedCount:
      after.generator.errors +
      after.generator.broken -
      before.generator.errors -
      before.generator.broken,
    connectionCount: after.receiver.connections - before.receiver.connections,
    behindCount: after.generator.behind,
  }
}

async function drain(stand: Stand, wantedCount: number, before: number): Promise<Drained> {
  const { receiver, contender } = stand
  const deadlineMs = performance.now() + drainMs
  const deliveredCount = () => receiver.page.read().total - before
  while (deliveredCount() < wantedCount && performance.now() < deadlineMs) await sleep(20)
  while ((await contender.recordedCount()) < receiver.page.read().total) {
    if (performance.now() > deadlineMs) break
    await sleep(20)
  }
  const recordedCount = await contender.recordedCount()
  const total = receiver.page.read().total
  return {
    acceptedCount: wantedCount,
    deliveredCount: deliveredCount(),
    isComplete: deliveredCount() === wantedCount && recordedCount === total,
  }
}
