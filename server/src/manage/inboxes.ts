/**
 * The inboxes of a tenant: what they are called and what they answer. A message names an inbox and
 * no tenant, so definitions lie together, and every tenant has a list of its own. Once a change
 * resolves it is on disk, and the next request is answered by it. What arrived is no record: the
 * inbox listener has it.
 */
import type { Inbox, InboxId, InboxScript } from '../domain/inbox.ts'
import { inboxesPerTenantMax } from '../domain/limits.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import type { Ports, Store } from '../ports/ports.ts'
import { installationAccount } from '../ports/record-store.ts'
import { collection, type Held, inTries } from './records.ts'

const inboxes = collection<Inbox>('inbox')
/** The ids of a tenant's inboxes, oldest first. */
const rosters = collection<readonly InboxId[]>('inbox-roster')
const rosterId = 'all'

interface Parts {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'random'>
}

/** Null: the tenant has as many as it may have. */
export function createInbox(
  request: Pick<Inbox, 'tenantKey' | 'name' | 'script'>,
  { ports }: Parts,
): Promise<Inbox | null> {
  const { tenantKey } = request
  const { records } = ports.store
  return inTries<Inbox | null>(async () => {
    const before = await rosters.find(records, tenantKey, rosterId)
    const ids = before?.value ?? []
    if (ids.length >= inboxesPerTenantMax) return null
    const nowMs = ports.clock.nowMs()
    const id: InboxId = `ibx_${mintUuidHex(ports.clock, ports.random)}`
    const inbox: Inbox = { ...request, id, createdAtMs: nowMs }
    const changes = [
      rosters.put(before, { account: tenantKey, id: rosterId }, [...ids, id]),
      inboxes.made(installationAccount, id, inbox),
    ]
    return (await records.write(changes, nowMs)) ? inbox : 'overtaken'
  })
}

/** Oldest first; there are few. */
export async function listInboxes(
  tenantKey: number,
  { ports }: { readonly ports: Pick<Ports, 'store'> },
): Promise<readonly Inbox[]> {
  const { records } = ports.store
  const roster = await rosters.find(records, tenantKey, rosterId)
  const found = await Promise.all((roster?.value ?? []).map((id) => findAnyInbox(id, ports.store)))
  return found.flatMap((held) => (held === null ? [] : [held.value]))
}

/** Null: the tenant has no such inbox. */
export async function findInbox(
  { tenantKey, id }: Pick<Inbox, 'tenantKey' | 'id'>,
  { ports }: { readonly ports: Pick<Ports, 'store'> },
): Promise<Inbox | null> {
  return (await heldInbox({ tenantKey, id }, ports.store))?.value ?? null
}

/** Whosever it is, as a message finds it. */
export function findAnyInbox(
  id: InboxId,
  { records }: Pick<Store, 'records'>,
): Promise<Held<Inbox> | null> {
  return inboxes.find(records, installationAccount, id)
}

/** Its script begins at its first step, the same one too. Null: the tenant has no such inbox. */
export function putInboxScript(
  request: Pick<Inbox, 'tenantKey' | 'id'> & { readonly script: InboxScript },
  { ports }: Parts,
): Promise<Inbox | null> {
  return inTries<Inbox | null>(async () => {
    const held = await heldInbox(request, ports.store)
    if (held === null) return null
    const inbox = { ...held.value, script: request.script }
    const change = inboxes.changed(held, inbox)
    return (await ports.store.records.write([change], ports.clock.nowMs())) ? inbox : 'overtaken'
  })
}

/** False: the tenant has no such inbox. */
export function deleteInbox(
  request: Pick<Inbox, 'tenantKey' | 'id'>,
  { ports }: Parts,
): Promise<boolean> {
  const { tenantKey } = request
  const { records } = ports.store
  return inTries<boolean>(async () => {
    const held = await heldInbox(request, ports.store)
    const roster = await rosters.find(records, tenantKey, rosterId)
    if (held === null) return false
    const left = (roster?.value ?? []).filter((id) => id !== request.id)
    const changes = [
      rosters.put(roster, { account: tenantKey, id: rosterId }, left),
      inboxes.removed(held),
    ]
    return (await records.write(changes, ports.clock.nowMs())) || 'overtaken'
  })
}

async function heldInbox(
  { tenantKey, id }: Pick<Inbox, 'tenantKey' | 'id'>,
  store: Pick<Store, 'records'>,
): Promise<Held<Inbox> | null> {
  const held = await findAnyInbox(id, store)
  return held?.value.tenantKey === tenantKey ? held : null
}
