/**
 * Tells apps what became of tenants: each telling that is due becomes an event of the app's partner
 * for the app's subscription in the tenant's environment, and from there on it is a delivery like
 * any other. The event bears the transition's and the app's id as its idempotency key, so what is
 * told again after a crash is told once.
 */
import type { StateChangeData } from '../../domain/tenant-status.ts'
import { stateChangeEventType } from '../../domain/tenant-status.ts'
import type { Telling, Transition, TransitionId } from '../../domain/transition.ts'
import { partnerAccountId } from '../../domain/partner.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { applyIn, subscriptionKeyOf } from '../apps/apply-published.ts'
import { apps } from '../apps/app-records.ts'
import type { AppParts } from '../manage-parts.ts'
import type { Held } from '../records.ts'
import { findTransition, transitionRecords, untold } from './tenant-status-records.ts'

/** In one turn: bounds how long it takes; what is left waits for the next. */
const transitionsPerTurn = 200

/** Those that are due, in the order in which they happened. False: not all could be told now. */
export async function tellTransitions(parts: AppParts): Promise<boolean> {
  const { records } = parts.ports.store
  const due = await untold.list(records, {
    account: installationAccount,
    limit: transitionsPerTurn,
  })
  for (const mark of due) {
    try {
      const id = mark.id as TransitionId
      const transition = await findTransition(mark.value.tenantKey, id, parts.ports)
      if (transition === null) throw new Error(`${id} is due and not there`)
      if (!(await tell(transition, mark, parts))) return false
    } catch (error) {
      // A fault of one must not keep what became of other tenants.
      parts.ports.observer.observe({ kind: 'fault', where: 'tell-transitions', error })
    }
  }
  return true
}

/** One run at a time; who asks during one waits for the next, which finds what is due by then. */
export function oneRunAtATime(run: () => Promise<unknown>): () => Promise<void> {
  let present: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    const started = run().then(
      () => undefined,
      () => undefined,
    )
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

async function tell(
  transition: Held<Transition>,
  mark: Held<{ readonly tenantKey: number }>,
  parts: AppParts,
): Promise<boolean> {
  const { value } = transition
  const tellings: Telling[] = []
  for (const telling of value.tellings) {
    const told = telling.state === 'due' ? await tellApp(value, telling, parts) : telling
    if (told === null) return false
    tellings.push(told)
  }
  // Where another node was faster, what it wrote is the same.
  await parts.ports.store.records.write(
    [transitionRecords.changed(transition, { ...value, tellings }), untold.removed(mark)],
    parts.ports.clock.nowMs(),
  )
  return true
}

/** Null when nothing can be accepted now. */
async function tellApp(
  transition: Transition,
  telling: Telling,
  parts: AppParts,
): Promise<Telling | null> {
  const { partnerKey, partnerId, appId } = telling
  const { environment } = transition.after
  const app = (await apps.find(parts.ports.store.records, partnerKey, appId))?.value
  const subscription = app === undefined ? null : await applyIn(environment, app, parts)
  // Switched off since: what would be pending has ended too.
  if (subscription === null) return { ...telling, state: 'switched-off' }
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
