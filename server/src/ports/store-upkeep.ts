/**
 * What a store wants done by itself while it runs: folding its projections, dropping what has
 * outlived its retention, keeping its log small. Called on an interval by the maintainer.
 * Every implementation passes test/contract/store-upkeep-contract.ts.
 */
export interface StoreUpkeep {
  /** Brings lists and counters up to date with the append-only rows; about once a second. */
  fold(): Promise<void>
  /** Drops at most one bounded slice of what is older; false when there is nothing left to drop. */
  dropBefore(acceptedBeforeMs: number): Promise<boolean>
  /** Bounds the write-ahead log and gives space back; about once a minute. */
  tidy(): Promise<void>
  state(): StoreState
}

export interface StoreState {
  readonly engine: string
  readonly schemaVersion: number
  readonly isWritable: boolean
  /** Age of the oldest write that waits for its commit. */
  readonly commitWaitMs: number
  readonly commitCount: number
  readonly committedEventCount: number
  readonly logBytes: number
  readonly diskFreeBytes: number | null
}
