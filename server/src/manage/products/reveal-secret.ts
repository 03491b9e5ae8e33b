/**
 * Tells the secret of an endpoint that receivers compare, and keeps who was told. The note is on
 * disk before the secret is handed out; a crash in between leaves a note of something nobody saw.
 */
import { headerSecretText } from '../../domain/header-secret.ts'
import type { SubscriptionId } from '../../domain/ids.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { ManageParts } from '../manage-parts.ts'
import { collection, inTries } from '../records.ts'

export interface Reveal {
  readonly atMs: number
  readonly by: string
}

/** By the id of the subscription, newest first. */
const reveals = collection<readonly Reveal[]>('secret-reveal')

/** Of one endpoint; those before are forgotten. */
const revealsKeptMax = 100

export async function revealSecret(
  { tenantKey, id, config }: Subscription,
  by: string,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<string | null> {
  const { records } = ports.store
  await inTries(async () => {
    const before = await reveals.find(records, tenantKey, id)
    const now = { atMs: ports.clock.nowMs(), by }
    const all = [now, ...(before?.value ?? [])].slice(0, revealsKeptMax)
    const change = reveals.put(before, { account: tenantKey, id }, all)
    return (await records.write([change], now.atMs)) || 'overtaken'
  })
  return headerSecretText(config.secrets)
}

export async function listReveals(
  tenantKey: number,
  id: SubscriptionId,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<readonly Reveal[]> {
  return (await reveals.find(ports.store.records, tenantKey, id))?.value ?? []
}
