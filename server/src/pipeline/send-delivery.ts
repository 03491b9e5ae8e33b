/**
 * Stage 4 of the pipeline: a delivery whose turn it is becomes a signed message and one request.
 * The dialect renders, signs and judges; the dispatcher carries. Nothing is written here: what
 * came of it goes to stage 5. A crash before that is on disk sends the delivery again, with the
 * same ids: at least once, never lost. It runs here or, through the sender port, beside.
 */
import { hash } from 'node:crypto'
import type { Outcome } from '../domain/attempt.ts'
import { hideSecrets } from '../domain/hidden-text.ts'
import { deliveryId } from '../domain/ids.ts'
import type { Message, Reply } from '../domain/message.ts'
import { replyCharactersMax } from '../domain/limits.ts'
import { cycleOf } from '../domain/retry-rule.ts'
import type { Subscription, SubscriptionConfig } from '../domain/subscription.ts'
import { NoConnection, type SendOptions } from '../ports/dispatcher.ts'
import type { Ports } from '../ports/ports.ts'
import type { AttemptRequest, SentAttempt } from '../ports/sender.ts'
import type { HeldDelivery } from './lane.ts'
import { TestNotSent, type TestResult } from './pipeline.ts'

type SendPorts = Pick<Ports, 'dialects' | 'dispatchers' | 'clock'>

/** One attempt of a delivery. Rejects only for a fault of our own. */
export function sendDelivery(
  item: HeldDelivery,
  subscription: Subscription,
  ports: SendPorts & Pick<Ports, 'sender'>,
): Promise<SentAttempt> {
  const { delivery, event, lane } = item
  const number = delivery.attemptCount + 1
  const request: AttemptRequest = {
    key: delivery,
    event,
    subscription,
    number,
    cycle: cycleOf(lane.rule, number).cycle,
    timeoutMs: lane.rule.attemptTimeoutMs,
  }
  // Scripts run in processes of their own, which this thread keeps: the sender has only sockets.
  const isHere = ports.sender === undefined || subscription.config.dispatcher === 'script'
  return isHere ? makeAttempt(request, ports) : ports.sender.send(request)
}

/** Renders, signs, carries and judges. Needs no store, so it may run in any thread. */
export async function makeAttempt(request: AttemptRequest, ports: SendPorts): Promise<SentAttempt> {
  const { key, event, subscription, number } = request
  const dialect = ports.dialects(subscription.config.dialect)
  const startedAtMs = ports.clock.nowMs()
  const rendered = dialect.render({
    event,
    subscription,
    deliveryId: deliveryId(key),
    attemptNumber: number,
    cycle: request.cycle,
    atMs: startedAtMs,
  })
  const message = rendered instanceof Promise ? await rendered : rendered
  const reply = await carry(message, subscription, { timeoutMs: request.timeoutMs }, ports)
  const outcome = dialect.judge(reply, ports.clock.nowMs())
  return {
    reply,
    attempt: {
      eventId: key.eventId,
      subscriptionNumber: key.subscriptionNumber,
      run: key.run,
      number,
      startedAtMs,
      timings: reply.timings,
      outcome,
      status: reply.kind === 'answered' ? reply.status : null,
      replyText: replyText(reply, outcome, subscription.config),
      bodyDigest: bodyDigest(message.body),
      subscriptionVersion: subscription.version,
    },
  }
}

/**
 * Sends the dialect's test event once: no retry, no statistics, no change of state. Rejects with
 * `TestNotSent` where no connection came free.
 */
export async function sendTest(
  subscription: Subscription,
  ports: SendPorts & Pick<Ports, 'random'>,
): Promise<TestResult> {
  const dialect = ports.dialects(subscription.config.dialect)
  const nonce = Buffer.from(ports.random.bytes(16)).toString('hex')
  const atMs = ports.clock.nowMs()
  const message = await dialect.renderTest({ subscription, nonce, atMs })
  const timeoutMs =
    subscription.config.retryOverride?.attemptTimeoutMs ?? dialect.retryRule.attemptTimeoutMs
  const reply = await carry(message, subscription, { timeoutMs, isTest: true }, ports).catch(
    (error: unknown) => {
      throw error instanceof NoConnection ? new TestNotSent(error) : error
    },
  )
  return {
    isAccepted: dialect.judge(reply, ports.clock.nowMs()).kind === 'accepted',
    reply: withoutSecrets(reply, subscription.config),
  }
}

/** Who tests what is saved may not be allowed to see what it sends. */
function withoutSecrets(reply: Reply, config: SubscriptionConfig): Reply {
  const hide = (text: string): string => hideSecrets(text, config)
  return reply.kind === 'unreached'
    ? { ...reply, detail: hide(reply.detail) }
    : {
        ...reply,
        headers: reply.headers.map(([name, value]) => [name, hide(value)]),
        bodyText: hide(reply.bodyText),
      }
}

/** SHA-256 of the body, first 16 bytes: proves later that a body rendered again is the same. */
export function bodyDigest(body: Uint8Array): Uint8Array {
  return hash('sha256', body, 'buffer').subarray(0, 16)
}

const successCharactersMax = 256

/**
 * What people need to see of a reply: all of a failure, little of a success. A receiver may answer
 * with what it was sent, so no secret is in it from here on, wherever it is kept or shown.
 */
function replyText(reply: Reply, outcome: Outcome, config: SubscriptionConfig): string {
  const isShort = outcome.kind === 'accepted' && config.dispatcher !== 'script'
  // What a script wrote is all that there is to see of it.
  const max = isShort ? successCharactersMax : replyCharactersMax
  return hideSecrets(shownOf(reply, outcome).slice(0, max), config).slice(0, max)
}

function shownOf(reply: Reply, outcome: Outcome): string {
  if (reply.kind === 'unreached') return reply.detail
  if (outcome.kind === 'accepted') return reply.bodyText
  const lines = reply.headers.map(([name, value]) => `${name}: ${value}\n`)
  return `HTTP ${reply.status}\n${lines.join('')}\n${reply.bodyText}`
}

function carry(
  message: Message,
  subscription: Subscription,
  options: SendOptions,
  ports: SendPorts,
): Promise<Reply> {
  const isolation = subscription.tenantKey
  return ports.dispatchers(subscription.config.dispatcher).send(message, { ...options, isolation })
}
