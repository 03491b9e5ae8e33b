/**
 * Makes and exchanges portal links. Of a token the store keeps a digest alone, and it goes with the
 * exchange: of two who show the same token one gets a key. The step that takes the token away says
 * when the key ends, before there is one: a crash in between costs the link, never a second key or
 * one that does not end.
 */
import { createHash } from 'node:crypto'
import type { KeyId } from '../domain/ids.ts'
import type { PortalLink, PortalSession } from '../domain/portal-link.ts'
import type { ApiKey } from '../domain/tenant.ts'
import { installationAccount } from '../ports/record-store.ts'
import { createKey, mintKeyId } from './create-key.ts'
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
  const { tenantKey, scopes, sessionMs, by } = found.value
  const id = mintKeyId(ports)
  const endsAtMs = nowMs + sessionMs
  const session = sessions.made(installationAccount, id, { tenantKey, keyId: id, endsAtMs })
  if (!(await records.write([links.removed(found), session], nowMs))) return null
  const name = `portal link of ${by}`.slice(0, 200)
  const made = await createKey({ tenantKey, name, scopes, application: null, id }, { ports })
  return { ...made, link: found.value, endsAtMs }
}

/** Whether the key was given for a link: it ends by itself, and gives nothing away that does not. */
export async function isPortalKey(
  id: KeyId,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<boolean> {
  return (await sessions.find(ports.store.records, installationAccount, id)) !== null
}

/**
 * Revokes the keys whose time is over, and forgets links that nobody exchanged. `onRevoked` is told
 * of each key once the store has it revoked.
 */
export async function endPortalSessions(
  { ports }: Pick<ManageParts, 'ports'>,
  onRevoked: (keyId: KeyId) => void,
): Promise<void> {
  const { records } = ports.store
  const nowMs = ports.clock.nowMs()
  for (const session of await sessions.all(records, installationAccount)) {
    const { endsAtMs, tenantKey, keyId } = session.value
    if (endsAtMs > nowMs) continue
    await revokeKey({ tenantKey, id: keyId }, { ports })
    onRevoked(keyId)
    await records.write([sessions.removed(session)], nowMs)
  }
  for (const link of await links.all(records, installationAccount)) {
    if (link.value.endsAtMs <= nowMs) await records.write([links.removed(link)], nowMs)
  }
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')
