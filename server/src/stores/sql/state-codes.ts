/** States and kinds as small numbers in rows. The order is the schema's and never changes. */
import type { DeliveryState, FinalState, RunKind } from '../../domain/delivery.ts'

const states = ['pending', 'delivered', 'exhausted', 'cancelled', 'expired'] as const
const runKinds = ['accepted', 'resend', 'replay'] as const satisfies readonly RunKind[]

export type StoredState = FinalState | 'pending'

/** In `attempt.next_state`: its delivery had been closed while it was in flight. */
export const lateCode = 9

export function stateCode(state: StoredState): number {
  return states.indexOf(state)
}

export function toState(code: number): StoredState {
  const state = states[code]
  if (state === undefined) throw new RangeError(`${code} is no state of a delivery`)
  return state
}

export function runKindCode(kind: RunKind): number {
  return runKinds.indexOf(kind)
}

export function toRunKind(code: number): RunKind {
  const kind = runKinds[code]
  if (kind === undefined) throw new RangeError(`${code} is no kind of run`)
  return kind
}

/** Final states that were not delivered, which have a projection of their own. */
export const undeliveredStates: readonly DeliveryState[] = ['exhausted', 'cancelled', 'expired']
