/**
 * Medians over the rounds: one bad round (a neighbour woke up, a checkpoint fell due) does not
 * move the middle one.
 */
import type { Figures } from './load.ts'

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The median of each figure by itself. */
export function medianFigures(rounds: readonly Figures[]): Figures {
  const of = (read: (figures: Figures) => number | undefined) =>
    median(rounds.map((figures) => read(figures) ?? Number.NaN))
  return {
    eventsPerSecond: of((figures) => figures.eventsPerSecond),
    deliveriesPerSecond: of((figures) => figures.deliveriesPerSecond),
    cpuUsPerDelivery: of((figures) => figures.cpuUsPerDelivery),
    writtenBytesPerDelivery: of((figures) => figures.writtenBytesPerDelivery),
    diskBytesPerDelivery: of((figures) => figures.diskBytesPerDelivery),
    acceptP50Ms: of((figures) => figures.acceptP50Ms),
    acceptP99Ms: of((figures) => figures.acceptP99Ms),
    deliveredP50Ms: of((figures) => figures.deliveredP50Ms),
    deliveredP99Ms: of((figures) => figures.deliveredP99Ms),
    memoryPeakBytes: of((figures) => figures.memoryPeakBytes),
    generatorCpuShare: of((figures) => figures.generatorCpuShare),
    receiverCpuShare: of((figures) => figures.receiverCpuShare),
    strangerCpuShare: of((figures) => figures.strangerCpuShare),
    refusedCount: of((figures) => figures.refusedCount),
    connectionCount: of((figures) => figures.connectionCount),
    behindCount: of((figures) => figures.behindCount),
  }
}
