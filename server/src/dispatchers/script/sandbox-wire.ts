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

/** With `isLast` the process has grown and takes no more. */
export type ToldResult = RunResult & { readonly isLast?: boolean }

/** The first word of a process that has come up, then what came of each run. */
export type FromSandbox = 'serving' | ToldResult

/** Characters that a script may write, and of the reason why it failed. */
export const logCharactersMax = 4_000
