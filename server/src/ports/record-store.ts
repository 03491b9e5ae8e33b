/**
 * Records of what people manage beside subscriptions: small documents, each under an account, a
 * collection and an id of its own. One write is one atomic step over any number of them, and it
 * happens only where all are still as they were read, so that rules which span several records hold
 * on several nodes too. Values are sealed at rest: some hold private keys.
 * Every implementation passes test/contract/record-store-contract.ts.
 */
export interface RecordStore {
  find(place: RecordPlace): Promise<StoredRecord | null>
  /** Of one collection of one account, by id. */
  list(request: {
    readonly account: number
    readonly collection: string
    /** What their ids begin with; empty: all. */
    readonly idPrefix: string
    /** The last id of the page before; null: from the start. */
    readonly afterId: string | null
    readonly limit: number
  }): Promise<readonly StoredRecord[]>
  /** False, and nothing has changed, where a record is not of the revision that was expected. */
  write(changes: readonly RecordChange[], nowMs: number): Promise<boolean>
}

export interface RecordPlace {
  /** A tenant's key, or `installationAccount`. */
  readonly account: number
  readonly collection: string
  /** 1 to 256 characters. */
  readonly id: string
}

/** Records that belong to nobody but the operator. */
export const installationAccount = 0

export interface StoredRecord extends RecordPlace {
  /** Counted from 1, and up by one with each change. */
  readonly revision: number
  readonly changedAtMs: number
  readonly json: string
}

export interface RecordChange extends RecordPlace {
  /** As it was read; null: it was not there. */
  readonly expectedRevision: number | null
  /** Null: it goes. */
  readonly json: string | null
  /** A new one is taken below the floor of free disk, too: what people need to come and see to it. */
  readonly isNeededBelowFloor?: true
}

export const recordChangesMax = 64
/** Of one record, UTF-8. */
export const recordBytesMax = 256 * 1024
