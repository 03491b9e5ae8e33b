/**
 * Scripts of tenants, by name. A stored script is on disk, and the next `find` of any node gives it.
 * Every implementation passes test/contract/script-store-contract.ts.
 */
import type { Script } from '../domain/script.ts'

export interface ScriptStore {
  /**
   * Stores it, in the place of the one that has the name. Rejects with `DiskFull` below the floor of
   * free disk.
   */
  put(request: {
    readonly tenantKey: number
    readonly name: string
    readonly source: string
    readonly nowMs: number
  }): Promise<{ readonly script: Script; readonly isNew: boolean }>
  find(tenantKey: number, name: string): Promise<Script | null>
  /** By name, ascending. */
  list(tenantKey: number): Promise<readonly Script[]>
  /** False when the tenant has none of that name. */
  remove(tenantKey: number, name: string): Promise<boolean>
}
