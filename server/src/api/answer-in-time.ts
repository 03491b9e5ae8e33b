/**
 * A bound on how long a caller waits, where the store may be away for as long as it likes. What was
 * asked goes on by itself and is carried through or refused like any other; the caller is told that
 * its result is not known, and finds it under the same idempotency key.
 */
import type { KnownTenantLimits } from '../manage/known-tenant-limits.ts'
import type { AcceptRequest, AcceptResult, Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiContext } from './context.ts'

/** A commit takes milliseconds; a slow disk or a restarted database gets this long to answer. */
export const acceptMsMax = 5_000
/** Some operations wait for a receiver, which has up to 30 s, and then for a commit. */
export const answerMsMax = 35_000

export interface AcceptDoor extends Pick<Ports, 'clock' | 'observer'> {
  readonly pipeline: Pick<Pipeline, 'acceptEvent'>
  readonly tenantLimits: Pick<KnownTenantLimits, 'secondsToWait'>
}

export const acceptDoor = ({
  pipeline,
  ports,
  tenantLimits,
}: Pick<ApiContext, 'pipeline' | 'ports' | 'tenantLimits'>): AcceptDoor => ({
  pipeline,
  tenantLimits,
  clock: ports.clock,
  observer: ports.observer,
})

export type Accepted =
  | AcceptResult
  | { readonly kind: 'unknown' }
  /** The tenant has handed in as many events as it may: nothing was stored. */
  | { readonly kind: 'tenant-rate-exceeded'; readonly waitSeconds: number }

/**
 * Accepts an event, or says within `acceptMsMax` that it is not known yet whether it is stored. Every
 * door of every API hands its events in here, so here they are counted; a repeat counts as well.
 */
export async function acceptInTime(request: AcceptRequest, door: AcceptDoor): Promise<Accepted> {
  const waitSeconds = door.tenantLimits.secondsToWait(request.tenantKey)
  if (waitSeconds > 0) return { kind: 'tenant-rate-exceeded', waitSeconds }
  const answered = await inTime(door.pipeline.acceptEvent(request), acceptMsMax, door)
  return answered === tooLate ? { kind: 'unknown' } : answered
}

export const tooLate = Symbol('too late')

/**
 * Resolves or rejects as the promise does, or resolves with `tooLate` after so many milliseconds; what
 * it rejects with later is told to the observer.
 */
export function inTime<Value>(
  answering: Promise<Value>,
  boundMs: number,
  { clock, observer }: Pick<Ports, 'clock' | 'observer'>,
): Promise<Value | typeof tooLate> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const cancel = clock.after(boundMs, () => {
      isLate = true
      resolve(tooLate)
    })
    answering.then(
      (value) => {
        cancel()
        resolve(value)
      },
      (error: unknown) => {
        cancel()
        if (isLate) observer.observe({ kind: 'fault', where: 'a request answered late', error })
        else reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
  })
}
