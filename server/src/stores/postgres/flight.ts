/** A commit under way: what shares it, its number, and what became of it. */
import type { Batch } from './batch.ts'
import type { QueuedWrite } from './write-queue.ts'

export interface Flight {
  readonly number: number
  readonly batch: Batch
  readonly writes: readonly QueuedWrite[]
  error: unknown
  isAnswered: boolean
}

/** One alone is at fault; of several each is tried alone, once. */
export function judged(flight: Flight, error: unknown): readonly QueuedWrite[] {
  const [only] = flight.writes
  if (flight.writes.length === 1) {
    only!.reject(error)
    return []
  }
  for (const queued of flight.writes) queued.isAlone = true
  return flight.writes
}
