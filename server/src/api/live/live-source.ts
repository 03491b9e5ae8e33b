/** The live feed as the API reads it: numbered entries, of which the newest are there. */
import type { LiveEntry } from '../../domain/live-entry.ts'

export interface LiveSource {
  /** Names the feed; numbers of another one mean nothing here. */
  readonly start: string
  /** Of the oldest entry that is there; the same as `nextNumber` where none is. */
  readonly firstNumber: number
  /** Of the entry that comes next. */
  readonly nextNumber: number
  at(number: number): LiveEntry | undefined
  /** Calls `onNew` shortly after entries came, until the returned function is called. */
  follow(onNew: () => void): () => void
}
