/** Brings the subscriptions of all apps to what is published, and to the keys that sign now. */
import { environments } from '../../domain/tenant-status.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { retireIssuerKeys } from '../issuers.ts'
import type { AppParts } from '../manage-parts.ts'
import { appPlaces, findApp } from './app-records.ts'
import { applyPublished } from './apply-published.ts'

export async function applyAllPublished(parts: AppParts): Promise<void> {
  const { ports } = parts
  for (const { id } of await appPlaces.all(ports.store.records, installationAccount)) {
    const app = await findApp(id, ports)
    if (app !== null) await applyPublished(app.value, parts)
  }
}

export async function retireAllIssuerKeys({ ports }: AppParts): Promise<void> {
  for (const environment of environments) await retireIssuerKeys(environment, ports)
}
