/**
 * What a store adapter is opened with. `main.ts` fills it from the settings; tests and the
 * simulator bring their own clock, chance and small limits.
 */
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

export interface StoreOptions {
  readonly clock: Clock
  readonly random: Random
  /** 32 bytes. Secrets are sealed with it; a store made with another one refuses to open. */
  readonly encryptionKey: Uint8Array
  readonly limits?: Partial<StoreLimits>
  /** Where several processes share a store: the one name that this one keeps over restarts. */
  readonly nodeName?: string
  /** Told once when nothing more can be made durable (a failed sync): the process has to end. */
  readonly onFatal: (error: unknown) => void
  /** For the simulator and tests: makes commits fail, or their result unknown, by throwing. */
  readonly probe?: CommitProbe
  /** For the simulator and tests: what stands for the disk under a store in memory. */
  readonly logSync?: LogSync
}

/** The same before it is known whether there is a store: the key may depend on that. */
export type StoreOpening = Omit<StoreOptions, 'encryptionKey'> & {
  /** A function is called once the store is locked, before anything of it is read or made. */
  readonly encryptionKey: Uint8Array | ((isNewStore: boolean) => Uint8Array)
}

/** Makes what was committed durable. Syncs are made one after the other. */
export interface LogSync {
  /** Resolves when everything committed before the call is on disk. */
  sync(): Promise<void>
  /** The same, standing still; for an orderly end. */
  syncNow(): void
  close(): void
}

export interface CommitProbe {
  beforeCommit(): void
  afterCommit(): void
}

export interface StoreLimits {
  /** Below this much free disk nothing is accepted; outcomes are still written. */
  readonly diskFreeBytesMin: number
  /** Kept beside the store and given up when the disk is full, so that it can be tidied. */
  readonly ballastBytes: number
  /** The log is restarted above this, cancelling readers. */
  readonly logBytesSoftMax: number
  /** Nothing is accepted above this. */
  readonly logBytesMax: number
  /** A commit queue older than this answers `overloaded`. */
  readonly commitWaitMsMax: number
  /** How long a start waits for another process to let go of the file. */
  readonly lockWaitMs: number
}

const mebibyte = 1024 * 1024

export const defaultStoreLimits: StoreLimits = {
  diskFreeBytesMin: 64 * mebibyte,
  ballastBytes: 16 * mebibyte,
  logBytesSoftMax: 256 * mebibyte,
  logBytesMax: 1024 * mebibyte,
  commitWaitMsMax: 1_000,
  lockWaitMs: 2_000,
}

/** A store that cannot be opened or read as it is; the message says what to do. */
export class StoreRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreRefused'
  }
}
