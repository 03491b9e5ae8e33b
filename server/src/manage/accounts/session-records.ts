/**
 * Begins, finds and ends sessions. A session is a record under the digest of its cookie, and each
 * holder has a list of its own, so that one holder has so many at the most. A session that is over
 * opens nothing from that moment on; its record goes later.
 */
import { createHash } from 'node:crypto'
import {
  type Session,
  type SessionHolder,
  sessionIdleMsMax,
  sessionMsMax,
  sessionsPerHolderMax,
} from '../../domain/session.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import { collection, type Held, inTries } from '../records.ts'

const sessions = collection<Session>('session')
/** The digests of a holder's sessions, the oldest first. */
const lists = collection<{ readonly digests: readonly string[] }>('session-list')

const tokenBytes = 32
const noteUseEveryMs = 60_000

type Parts = { readonly ports: Pick<ManageParts['ports'], 'store' | 'clock' | 'random'> }

export const digestOfSession = (token: string): string =>
  createHash('sha256').update(token).digest('hex')

export function mintSessionToken({ ports }: Parts): string {
  return Buffer.from(ports.random.bytes(tokenBytes)).toString('base64url')
}

/** `endsAtMs`: no later than this, where what it rests on ends by itself. */
export function beginSession(
  token: string,
  { holder, endsAtMs = Infinity }: { readonly holder: SessionHolder; readonly endsAtMs?: number },
  { ports }: Parts,
): Promise<Session> {
  const { records } = ports.store
  const nowMs = ports.clock.nowMs()
  const session: Session = {
    holder,
    createdAtMs: nowMs,
    endsAtMs: Math.min(endsAtMs, nowMs + sessionMsMax),
    usedAtMs: nowMs,
  }
  const digest = digestOfSession(token)
  const place = { account: installationAccount, id: listIdOf(holder) }
  return inTries(async () => {
    const list = await lists.find(records, installationAccount, place.id)
    const present = list?.value.digests ?? []
    const kept = present.slice(-(sessionsPerHolderMax - 1))
    const dropped = present.slice(0, present.length - kept.length)
    const ended = await Promise.all(dropped.map((one) => findByDigest(one, { ports })))
    const made = [
      sessions.made(installationAccount, digest, session),
      lists.put(list, place, { digests: [...kept, digest] }),
    ]
    const changes = [
      // Whoever comes to see why the disk is full has to get in.
      ...made.map((change) => ({ ...change, isNeededBelowFloor: true as const })),
      ...ended.flatMap((one) => (one === null ? [] : [sessions.removed(one)])),
    ]
    return (await records.write(changes, nowMs)) ? session : 'overtaken'
  })
}

/** Null: there is none, or its time is over. */
export async function findSession(digest: string, { ports }: Parts): Promise<Held<Session> | null> {
  const found = await findByDigest(digest, { ports })
  return found !== null && isInTime(found.value, ports.clock.nowMs()) ? found : null
}

const findByDigest = (digest: string, { ports }: Parts) =>
  sessions.find(ports.store.records, installationAccount, digest)

const isInTime = ({ endsAtMs, usedAtMs }: Session, nowMs: number): boolean =>
  nowMs < endsAtMs && nowMs - usedAtMs < sessionIdleMsMax

/** That it is in use; nothing is lost where another node says the same at once. */
export async function noteSessionUse(held: Held<Session>, { ports }: Parts): Promise<void> {
  const nowMs = ports.clock.nowMs()
  if (nowMs - held.value.usedAtMs < noteUseEveryMs) return
  const change = sessions.changed(held, { ...held.value, usedAtMs: nowMs })
  await ports.store.records.write([change], nowMs)
}

/** Resolves when it opens nothing any more, whether or not there was one. */
export async function endSession(digest: string, { ports }: Parts): Promise<void> {
  const { records } = ports.store
  await inTries(async () => {
    const session = await findByDigest(digest, { ports })
    if (session === null) return true
    const list = await lists.find(records, installationAccount, listIdOf(session.value.holder))
    const digests = (list?.value.digests ?? []).filter((one) => one !== digest)
    const changes = [
      sessions.removed(session),
      ...(list === null
        ? []
        : [digests.length === 0 ? lists.removed(list) : lists.changed(list, { digests })]),
    ]
    return (await records.write(changes, ports.clock.nowMs())) || 'overtaken'
  })
}

/** Forgets the sessions whose time is over. Those whose holder is gone have their time, too. */
export async function forgetEndedSessions({ ports }: Parts): Promise<void> {
  const all = await sessions.all(ports.store.records, installationAccount)
  for (const { id, value } of all) {
    if (!isInTime(value, ports.clock.nowMs())) await endSession(id, { ports })
  }
}

function listIdOf(holder: SessionHolder): string {
  switch (holder.kind) {
    case 'account':
      return holder.accountId
    case 'key':
    case 'portal':
      return holder.keyId
    case 'operator-key':
      return 'operator'
  }
}
