/**
 * Tells apps what became of tenants: each telling that is due becomes an event of the app's partner
 * for the app's subscription in the tenant's environment, and from there on it is a delivery like
 * any other. The event bears the transition's and the app's id as its idempotency key, so what is
 * told again after a crash is told once.
 */
import { DiskFull } from '../../domain/disk-full.ts'
import type { StateChangeData } from '../../domain/tenant-status.ts'
import { stateChangeEventType } from '../../domain/tenant-status.ts'
import type { Telling, Transition, TransitionId } from '../../domain/transition.ts'
import { partnerAccountId } from '../../domain/partner.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { applyIn, subscriptionKeyOf } from '../apps/apply-published.ts'
import type { AppParts } from '../manage-parts.ts'
import type { Held } from '../records.ts'
import { findTransition, transitionRecords, untold } from '../tenant-records.ts'

/** In one turn: bounds how long it takes; what is left waits for the next. */
const transitionsPerTurn = 200
/** Told at once of one transition: their commits are shared, and others have room beside them. */
const appsAtOnce = 16

/** Those that are due, in the order in which they happened. False: not all could be told now. */
export async function tellTransitions(parts: AppParts): Promise<boolean> {
  const { records } = parts.ports.store
  let afterId: string | null = null
  for (let toldCount = 0; toldCount < transitionsPerTurn;) {
    const page = { account: installationAccount, afterId, limit: transitionsPerTurn }
    const due = await untold.list(records, page)
    for (const mark of due) {
      const result = await tellOrReport(mark, parts)
      if (result === 'not-now') return false
      // Those that cannot be told take nobody's turn, however many they are.
      if (result === 'told') toldCount += 1
    }
    if (due.length < transitionsPerTurn) return true
    afterId = due.at(-1)?.id ?? null
  }
  return true
}

/** One run at a time; who asks during one waits for the next, which finds what is due by then. */
export function oneRunAtATime(
  run: () => Promise<unknown>,
  onFault: (error: unknown) => void,
): () => Promise<void> {
  let present: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    const started = run().then(() => undefined, onFault)
    present = started.finally(() => {
      present = null
    })
    return present
  }
  return () => {
    if (present === null) return start()
    next ??= present.then(() => {
      next = null
      return start()
    })
    return next
  }
}

type Mark = Held<{ readonly tenantKey: number }>
type Told = 'told' | 'faulty' | 'not-now'

async function tellOrReport(mark: Mark, parts: AppParts): Promise<Told> {
  try {
    const id = mark.id as TransitionId
    const transition = await findTransition(mark.value.tenantKey, id, parts.ports)
    if (transition === null) throw new Error(`${id} is due and not there`)
    return await tell(transition, mark, parts)
  } catch (error) {
    // A fault of one must not keep what became of other tenants.
    parts.ports.observer.observe({ kind: 'fault', where: 'tell-transitions', error })
    return 'faulty'
  }
}

async function tell(transition: Held<Transition>, mark: Mark, parts: AppParts): Promise<Told> {
  const { value } = transition
  const tellings: Telling[] = []
  let result: Told = 'told'
  for (let at = 0; at < value.tellings.length; at += appsAtOnce) {
    const part = value.tellings.slice(at, at + appsAtOnce)
    for (const told of await Promise.all(part.map((one) => tellAppOrReport(value, one, parts)))) {
      if (told === null) return 'not-now'
      if (told.state === 'due') result = 'faulty'
      tellings.push(told)
    }
  }
  const isSame = tellings.every(({ state }, index) => state === value.tellings[index]?.state)
  if (isSame) return result
  // Where another node was faster, what it wrote is the same.
  await parts.ports.store.records.write(
    [
      transitionRecords.changed(transition, { ...value, tellings }),
      ...(result === 'told' ? [untold.removed(mark)] : []),
    ],
    parts.ports.clock.nowMs(),
  )
  return result
}

/** One that cannot be told stays due, and the others are told nevertheless; null: none can be now. */
async function tellAppOrReport(
  transition: Transition,
  telling: Telling,
  parts: AppParts,
): Promise<Telling | null> {
  if (telling.state !== 'due') return telling
  try {
    return await tellApp(transition, telling, parts)
  } catch (error) {
    if (error instanceof DiskFull) return null
    const where = `telling ${telling.appId} of ${transition.id}`
    parts.ports.observer.observe({ kind: 'fault', where, error })
    return telling
  }
}

/** Null when nothing can be accepted now. */
async function tellApp(
  transition: Transition,
  telling: Telling,
  parts: AppParts,
): Promise<Telling | null> {
  const { partnerKey, partnerId, appId } = telling
  const { environment } = transition.after
  const [subscription] = await applyIn([environment], { id: appId, partnerKey }, parts)
  // Switched off since: what would be pending has ended too.
  if (subscription === null || subscription === undefined) {
    return { ...telling, state: 'switched-off' }
  }
  const key = subscriptionKeyOf(appId, environment)
  const result = await parts.pipeline.acceptForWatchers(
    {
      tenantKey: partnerKey,
      tenantId: partnerAccountId(partnerId),
      type: stateChangeEventType(transition.notice!),
      data: Buffer.from(JSON.stringify(dataOf(transition, telling))),
      occurredAtMs: transition.atMs,
      subject: transition.tenantId,
      idempotency: {
        key: `${transition.id}/${appId}`,
        // What is told under an id never changes, so the id itself stands for it.
        bodyDigest: Buffer.from(transition.id.slice(4), 'hex'),
      },
    },
    ({ externalKey }) => externalKey === key,
  )
  switch (result.kind) {
    case 'accepted':
      return { ...telling, state: 'told', eventId: result.id }
    case 'unwatched':
      return { ...telling, state: 'switched-off' }
    case 'overloaded':
    case 'disk-full':
    case 'stopping':
      return null
    case 'key-reused':
      throw new Error(`${transition.id} was told to ${appId} before in other words`)
  }
}

type TransitionData = StateChangeData & {
  readonly transition: string
  readonly app: string
  readonly environment: string
}

function dataOf(
  { id, notice, told, after, tenantId }: Transition,
  { appId }: Telling,
): TransitionData {
  return {
    change_type: notice!,
    tenant: tenantId,
    version_name: told.versionName,
    file_version: told.fileVersion,
    public_endpoint: after.publicEndpoint,
    transition: id,
    app: appId,
    environment: after.environment,
  }
}
