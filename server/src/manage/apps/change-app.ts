/** Changes what of an app needs no publishing: its name, and whom trouble is reported to. */
import type { App } from '../../domain/app.ts'
import type { AppParts } from '../manage-parts.ts'
import type { Held } from '../records.ts'
import { applyPublished } from './apply-published.ts'
import { apps, findApp } from './app-records.ts'

export interface ChangeApp {
  readonly appId: string
  /** As the caller read it. */
  readonly expectedRevision: number
  readonly name?: string
  readonly errorEmails?: readonly string[]
}

/** Null: somebody else's change came first. */
export async function changeApp(
  { appId, expectedRevision, ...given }: ChangeApp,
  parts: AppParts,
): Promise<Held<App> | null> {
  const { ports } = parts
  const before = await findApp(appId, ports)
  if (before === null || before.revision !== expectedRevision) return null
  const value = { ...before.value, ...given }
  const nowMs = ports.clock.nowMs()
  const isWritten = await ports.store.records.write([apps.changed(before, value)], nowMs)
  if (!isWritten) return null
  await applyPublished(value, parts)
  return { ...before, value, revision: before.revision + 1, changedAtMs: nowMs }
}
