/** What goes between the dispatcher and a sandbox process: one run at a time, plain data. */
export interface Run {
  readonly name: string
  readonly source: string
  readonly variables: Readonly<Record<string, string>>
}

export interface RunResult {
  readonly kind: 'returned' | 'failed' | 'timeout' | 'memory'
  /** What the script wrote. */
  readonly log: string
  /** Why it failed; empty where it returned. */
  readonly fault: string
}

export type ToldResult = RunResult & {
  /** What the run took of the processor, whatever came of it. */
  readonly processorMs: number
  /** The process has grown or is old, and takes no more. */
  readonly isLast?: boolean
}

/** The engine could not be set up: nothing of the script has run. */
export interface BrokenEngine {
  readonly kind: 'broken'
  readonly fault: string
}

/**
 * The first word of a process that has come up; then, of each run, that it is about to begin and
 * what came of it.
 */
export type FromSandbox = 'serving' | 'begun' | ToldResult | BrokenEngine

/** Characters that a script may write, and of the reason why it failed. */
export const logCharactersMax = 4_000

/**
 * What a sandbox process may use of the processor in all its life, which the kernel keeps: so long an
 * endless script may go on when nobody is left to kill it.
 */
export const lifeProcessorSecondsMax = 15
/** From here on it is replaced, with room for one more run on several threads. */
export const lifeProcessorSecondsGood = 6
