/**
 * Receives webhooks on behalf of a function of the user's: reads a bounded body, verifies, drops
 * what was seen, calls the function, and says what to answer. It knows no framework; `express.ts`,
 * `fetch.ts` and their like do nothing but carry its answer. A process that ends in the middle has
 * answered nothing, so the webhook comes again.
 */
import { type Answer, answerTo, notPost, received, RetryLaterError } from './answer.ts'
import { bodyBytesMaxDefault, type BodyLimits, bodyTimeoutMsDefault } from './body-limits.ts'
import type { HeaderSource } from './header-value.ts'
import type { RawBody } from './raw-body.ts'
import type { SeenStore } from './seen-store.ts'
import type { ReceivedWebhook, Verifier } from './verifier.ts'

export interface ReceiverOptions<Webhook extends ReceivedWebhook> {
  readonly verifier: Verifier<Webhook>
  /**
   * Takes a genuine webhook: quickly, the sender waits 15 s at most. What it throws is reported and
   * answered with 500, or 503 for a `RetryLaterError`, and the webhook comes again.
   */
  readonly receive: (webhook: Webhook) => unknown
  /** Is told of every request that is not answered with 200, such as `console.error`. */
  readonly report: Report
  /** Takes a test event, which otherwise is answered with 200 and dropped. */
  readonly receiveTest?: (webhook: Webhook) => unknown
  /** Drops what was received before; without it, repeats reach `receive`. */
  readonly seen?: SeenStore
  /** 1 MiB by default. */
  readonly bodyBytesMax?: number
  /** 10 s by default. */
  readonly bodyTimeoutMs?: number
}

export interface Trouble {
  /** What was answered. */
  readonly status: number
  /** Null where it is not known who sent the request, or the sender gave none. */
  readonly id: string | null
}

/** A request as the receiver of a framework hands it in. */
export interface IncomingWebhook {
  readonly method: string
  readonly headers: HeaderSource
  /** Reads no more than the limits allow, and throws a `VerificationError` beyond them. */
  readonly readBody: (limits: BodyLimits) => Promise<RawBody>
}

/** Never rejects. */
export type Receiver = (incoming: IncomingWebhook) => Promise<Answer>

/** What the receivers of frameworks are made of, for one that has none. */
export function createReceiver<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
): Receiver {
  const limits: BodyLimits = {
    bytesMax: options.bodyBytesMax ?? bodyBytesMaxDefault,
    timeoutMs: options.bodyTimeoutMs ?? bodyTimeoutMsDefault,
  }
  const report = reportSafely(options.report)
  const receiveOnce = onceEach({ ...options, report })
  return async ({ method, headers, readBody }) => {
    if (method !== 'POST') return notPost
    let id: string | null = null
    try {
      const webhook = await options.verifier.verify({ headers, body: await readBody(limits) })
      id = webhook.id
      if (webhook.isTest) await options.receiveTest?.(webhook)
      else await receiveOnce(webhook)
      return received
    } catch (error) {
      const answer = answerTo(error)
      report(error, { status: answer.status, id })
      return answer
    }
  }
}

type Report = (error: unknown, trouble: Trouble) => void

/** A report that fails does not decide what the sender is told. */
function reportSafely(report: Report): Report {
  return (error, trouble) => {
    try {
      report(error, trouble)
    } catch {
      // There is nobody left to tell.
    }
  }
}

/**
 * A repeat that comes while the first is still being worked on, as after a sender's timeout, shares
 * its outcome. What cannot be remembered was received all the same: it is reported, and answered
 * with 200.
 */
function onceEach<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
): (webhook: Webhook) => Promise<void> {
  const { receive, report, seen } = options
  const inProgress = new Map<string, Promise<void>>()

  const receiveUnseen = async (webhook: Webhook, id: string, store: SeenStore): Promise<void> => {
    if (await isSeen(store, id)) return
    await receive(webhook)
    try {
      await store.remember(id)
    } catch (error) {
      report(error, { status: received.status, id })
    }
  }
  return async (webhook) => {
    const { id } = webhook
    if (seen === undefined || id === null) {
      await receive(webhook)
      return
    }
    const first = inProgress.get(id)
    if (first !== undefined) return first
    const work = receiveUnseen(webhook, id, seen).finally(() => inProgress.delete(id))
    inProgress.set(id, work)
    return work
  }
}

/** A store that is down says nothing about the webhook, so it is to come again. */
async function isSeen(store: SeenStore, id: string): Promise<boolean> {
  try {
    return await store.seen(id)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RetryLaterError(`the ids that were seen could not be asked for: ${reason}`)
  }
}
