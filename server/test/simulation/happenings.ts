/**
 * What happens in a simulation, in one order that everybody agrees on: what clients asked and were
 * answered, what went over the wire, what the product told its observers, what broke. Checkers
 * judge this list and nothing else; its digest tells whether two runs were the same.
 */
import type { DeliveryKey } from '../../src/domain/ids.ts'
import type { DialectName } from '../../src/domain/subscription.ts'
import type { FinalState } from '../../src/domain/delivery.ts'
import type { AcceptResult } from '../../src/pipeline/pipeline.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Manner } from '../world/simulated-network.ts'

export type Happening = { readonly atMs: number; readonly order: number } & Occurrence

export type Occurrence =
  | { readonly kind: 'process-began'; readonly process: number }
  | { readonly kind: 'process-runs'; readonly process: number }
  | { readonly kind: 'process-stops'; readonly process: number }
  | { readonly kind: 'process-ended'; readonly process: number; readonly isCrash: boolean }
  | { readonly kind: 'event-asked'; readonly ask: EventAsk }
  | { readonly kind: 'event-answered'; readonly ask: EventAsk }
  | { readonly kind: 'change-asked'; readonly change: ChangeAsk }
  | { readonly kind: 'change-answered'; readonly change: ChangeAsk }
  | { readonly kind: 'request-sent'; readonly request: SeenRequest }
  | { readonly kind: 'request-replied'; readonly request: SeenRequest }
  | { readonly kind: 'outcome-written'; readonly request: SeenRequest; readonly dueAtMs: number }
  | { readonly kind: 'fact'; readonly process: number; readonly fact: Fact }
  | { readonly kind: 'node'; readonly process: number; readonly what: NodeHappening }
  | { readonly kind: 'place-taken'; readonly process: number; readonly taking: PlaceTaking }
  | { readonly kind: 'store-away'; readonly isAway: boolean }
  | { readonly kind: 'trouble'; readonly what: string }
  | { readonly kind: 'slept'; readonly forMs: number }
  | { readonly kind: 'healed' }

export type NodeHappening =
  'stands-still' | 'woke' | 'cut-off' | 'reached' | 'clock-set' | 'kept-house' | 'wrote-fenced'

/** From now on the process may write no more. */
export interface PlaceTaking {
  /** Node that took it; null: another process was started under the same name. */
  readonly by: number | null
  /** Since its last heartbeat. */
  readonly silentMs: number
}

/** One hand-over of an event by a client; a retry of it is another ask with the same token. */
export interface EventAsk {
  readonly id: number
  /** Stands in the event's data, so that an event can be told from its content alone. */
  readonly token: number
  readonly tenantKey: number
  readonly type: string
  readonly idempotencyKey: string | null
  readonly bodyDigest: string
  readonly process: number
  readonly askedAtMs: number
  answeredAtMs: number | null
  /** Null: no answer came. `rejected`: an error, nothing of it is stored. */
  answer: AcceptResult | { readonly kind: 'rejected' } | null
}

export type ChangeKind =
  'create' | 'pause' | 'resume' | 'delete' | 'move' | 'narrow' | 'rotate' | 'resend' | 'replay'

/** One thing that a person or program asked of the control plane. */
export interface ChangeAsk {
  readonly id: number
  readonly kind: ChangeKind
  readonly tenantKey: number
  /** The caller's own key of the subscription. */
  readonly externalKey: string | null
  number: number | null
  readonly process: number
  readonly askedAtMs: number
  answer: 'done' | 'refused' | 'rejected' | 'unanswered' | null
}

/** One request on the wire, with what the sender knew of it. */
export interface SeenRequest {
  readonly id: number
  readonly process: number
  readonly key: DeliveryKey
  readonly name: string
  readonly eventSeq: number
  /** Counted from 1 within the run. */
  readonly number: number
  readonly token: number
  readonly dialect: DialectName
  readonly subscriptionVersion: number
  readonly origin: string
  readonly manner: Manner
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
  /** Parked deliveries are being let out one at a time. */
  readonly isReleasing: boolean
  /** Since when, as the clock's `monotonicMs`; null: they are not. */
  readonly releasingSinceMs: number | null
  /** Its sender held the endpoint for sick. */
  readonly isSick: boolean
  readonly isEgressDown: boolean
  readonly sentAtMs: number
  readonly sentOrder: number
  repliedAtMs: number | null
  repliedOrder: number | null
  readonly isReceived: boolean
  /** What the documents say the reply means; known from the start, learned by the sender later. */
  readonly isSuccess: boolean
  readonly status: number | null
  readonly retryAfterMs: number
  readonly hadReplyBytes: boolean
  /** `open` until its end is told; `lost`: its process died before. */
  fate: 'open' | 'recorded' | 'uncounted' | 'lost'
  state: 'pending' | FinalState | null
  dueAtMs: number | null
}

/** One line, the same for the same happening. */
export function tellHappening(happening: Happening): string {
  const { atMs, kind } = happening
  return `${(atMs / 1_000).toFixed(3)} ${kind} ${detail(happening)}`
}

function detail(happening: Happening): string {
  switch (happening.kind) {
    case 'process-began':
    case 'process-runs':
    case 'process-stops':
      return String(happening.process)
    case 'process-ended':
      return `${happening.process} ${happening.isCrash ? 'crash' : 'stop'}`
    case 'event-asked': {
      const { ask } = happening
      return `#${ask.id} token ${ask.token} ${ask.type} key ${ask.idempotencyKey ?? '-'}`
    }
    case 'event-answered':
      return `#${happening.ask.id} ${json(happening.ask.answer)}`
    case 'change-asked':
    case 'change-answered': {
      const { change } = happening
      const answer = change.answer ?? ''
      return `#${change.id} ${change.kind} s${change.number} ${change.externalKey} ${answer}`
    }
    case 'request-sent':
      return tellRequest(happening.request)
    case 'request-replied': {
      const { request } = happening
      const what = request.status ?? (request.hadReplyBytes ? 'cut' : 'unreached')
      return `#${request.id} s${request.key.subscriptionNumber} ${what}`
    }
    case 'outcome-written': {
      const { request, dueAtMs } = happening
      return `#${request.id} ${request.state} due ${dueAtMs}`
    }
    case 'fact':
      return json(happening.fact)
    case 'node':
      return `${happening.process} ${happening.what}`
    case 'place-taken': {
      const { by, silentMs } = happening.taking
      return `${happening.process} by ${by ?? 'its successor'} after ${silentMs}`
    }
    case 'store-away':
      return String(happening.isAway)
    case 'trouble':
      return happening.what
    case 'slept':
      return String(happening.forMs)
    case 'healed':
      return ''
  }
}

function tellRequest(request: SeenRequest): string {
  const { key } = request
  const release = request.isReleasing ? ' release' : ''
  return (
    `#${request.id} s${key.subscriptionNumber} seq ${request.eventSeq} run ${key.run} ` +
    `attempt ${request.number} ${request.manner}${release}`
  )
}

/** JSON in which bytes and errors can be seen. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('hex')
    if (part instanceof Error) return `${part.name}: ${part.message}`
    // A buffer makes itself into this before it gets here.
    if (isBufferJson(part)) return Buffer.from(part.data).toString('hex')
    return part
  })
}

function isBufferJson(part: unknown): part is { readonly data: readonly number[] } {
  return typeof part === 'object' && part !== null && 'type' in part && part.type === 'Buffer'
}
