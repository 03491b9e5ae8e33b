/** A script as both engines keep it. */
import type { Script } from '../../domain/script.ts'

export interface ScriptRow {
  readonly tenant_key: number
  readonly name: string
  readonly source: string
  readonly created_at_ms: number
  readonly updated_at_ms: number
}

export function toScript(row: ScriptRow): Script {
  return {
    tenantKey: row.tenant_key,
    name: row.name,
    source: row.source,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}
