/** Brings the subscriptions of all apps to what is published, and to the keys that sign now. */
import { setImmediate } from 'node:timers/promises'
import type { AppId } from '../../domain/app.ts'
import { environments } from '../../domain/tenant-status.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { retireIssuerKeys } from '../issuers.ts'
import type { AppParts } from '../manage-parts.ts'
import { appPlaces } from './app-records.ts'
import { applyIn } from './apply-published.ts'

/** Where one cannot be brought to it, that is told, and the others are. */
export async function applyAllPublished(parts: AppParts): Promise<void> {
  const { ports, pipeline } = parts
  const read = new Set<number>()
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
    // A store in memory of this process answers at once, and requests have their turn between.
    await setImmediate()
  }
}

export async function retireAllIssuerKeys({ ports }: AppParts): Promise<void> {
  for (const environment of environments) await retireIssuerKeys(environment, ports)
}
