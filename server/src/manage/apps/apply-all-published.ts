/** Brings the subscriptions of all apps to what is published, and to the keys that sign now. */
import type { AppId } from '../../domain/app.ts'
import { environments } from '../../domain/tenant-status.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { retireIssuerKeys } from '../issuers.ts'
import type { AppParts } from '../manage-parts.ts'
import { appPlaces } from './app-records.ts'
import { applyIn } from './apply-published.ts'

/** A store in this process answers at once; so long requests wait for a turn at the most. */
const turnMsMax = 10

/** Where one cannot be brought to it, that is told, and the others are. */
export async function applyAllPublished(parts: AppParts): Promise<void> {
  const { ports, pipeline } = parts
  const { clock } = ports
  const read = new Set<number>()
  let turnBeganAtMs = clock.monotonicMs()
  for (const { id, value } of await appPlaces.all(ports.store.records, installationAccount)) {
    const { partnerKey } = value
    try {
      // Once for all apps of a partner: reading them again costs as much as they are many.
      if (!read.has(partnerKey)) await pipeline.afresh(partnerKey)
      read.add(partnerKey)
      await applyIn(environments, { id: id as AppId, partnerKey }, parts)
    } catch (error) {
      ports.observer.observe({ kind: 'fault', where: `applying what counts for ${id}`, error })
    }
    if (clock.monotonicMs() - turnBeganAtMs < turnMsMax) continue
    await new Promise<void>((resolve) => clock.after(0, resolve))
    turnBeganAtMs = clock.monotonicMs()
  }
}

export async function retireAllIssuerKeys({ ports }: AppParts): Promise<void> {
  for (const environment of environments) await retireIssuerKeys(environment, ports)
}
