/** Keeps a change that was made in the audit log. */
import type { AuditEntry } from '../domain/audit.ts'
import { installationAccount } from '../ports/record-store.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import type { ManageParts } from './manage-parts.ts'

export function noteChange(
  {
    accountKey,
    ...change
  }: Omit<AuditEntry, 'id' | 'atMs' | 'account'> & {
    /** Null: it is nobody's but the installation's. */
    readonly accountKey: number | null
  },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<void> {
  const { clock, random, store } = ports
  const id = `aud_${mintUuidHex(clock, random)}` as const
  const account = accountKey ?? installationAccount
  return store.audit.append({ ...change, account, id, atMs: clock.nowMs() })
}
