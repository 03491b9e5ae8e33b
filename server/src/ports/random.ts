/** Chance as the pipeline sees it: a seed stands behind it in the simulator. */
export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number
  /** Bytes fit for secrets and ids. */
  bytes(count: number): Uint8Array
}
