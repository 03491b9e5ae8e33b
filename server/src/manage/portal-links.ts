/**
 * Makes and exchanges portal links. Of a token the store keeps a digest alone, and it goes with the
 * exchange, in the step that says who has it: of two who show the same token one gets a key. A crash
 * in between costs the link, never a second key.
 */
import { createHash } from 'node:crypto'
import type { PortalLink, PortalSession } from '../domain/portal-link.ts'
import type { ApiKey } from '../domain/tenant.ts'
import { installationAccount } from '../ports/record-store.ts'
import { createKey } from './create-key.ts'
import type { ManageParts } from './manage-parts.ts'
import { collection } from './records.ts'
import { revokeKey } from './revoke-key.ts'

const links = collection<PortalLink>('portal-link')
const sessions = collection<PortalSession>('portal-session')

const tokenBytes = 32
const tokenPrefix = 'phl_'

export async function createPortalLink(
  request: Omit<PortalLink, 'endsAtMs'> & { readonly validMs: number },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<{ readonly token: string; readonly endsAtMs: number }> {
  const { validMs, ...given } = request
  const token = tokenPrefix + Buffer.from(ports.random.bytes(tokenBytes)).toString('base64url')
  const nowMs = ports.clock.nowMs()
  const endsAtMs = nowMs + validMs
  const link = links.made(installationAccount, digestOf(token), { ...given, endsAtMs })
  const isWritten = await ports.store.records.write([link], nowMs)
  if (!isWritten) throw new Error('a token that was just made is taken')
  return { token, endsAtMs }
}

export interface ExchangedLink {
  readonly key: ApiKey
  readonly secret: string
  readonly link: PortalLink
  readonly endsAtMs: number
}

/** Null: the token was never made, was exchanged before, or is too old. */
export async function exchangePortalLink(
  token: string,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<ExchangedLink | null> {
  const { records } = ports.store
  const found = await links.find(records, installationAccount, digestOf(token))
  const nowMs = ports.clock.nowMs()
  if (found === null || found.value.endsAtMs <= nowMs) return null
  if (!(await records.write([links.removed(found)], nowMs))) return null
  const { tenantKey, scopes, sessionMs, by } = found.value
  const made = await createKey(
    { tenantKey, name: `portal link of ${by}`.slice(0, 200), scopes, application: null },
    { ports },
  )
  const endsAtMs = nowMs + sessionMs
  const session = { tenantKey, keyId: made.key.id, endsAtMs }
  await records.write([sessions.made(installationAccount, made.key.id, session)], nowMs)
  return { ...made, link: found.value, endsAtMs }
}

/** Revokes the keys whose time is over, and forgets links that nobody exchanged. */
export async function endPortalSessions({ ports }: Pick<ManageParts, 'ports'>): Promise<void> {
  const { records } = ports.store
  const nowMs = ports.clock.nowMs()
  for (const session of await sessions.all(records, installationAccount)) {
    const { endsAtMs, tenantKey, keyId } = session.value
    if (endsAtMs > nowMs) continue
    await revokeKey({ tenantKey, id: keyId }, { ports })
    await records.write([sessions.removed(session)], nowMs)
  }
  for (const link of await links.all(records, installationAccount)) {
    if (link.value.endsAtMs <= nowMs) await records.write([links.removed(link)], nowMs)
  }
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')
