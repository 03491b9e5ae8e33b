/**
 * The programs that hand events in. They send a burst now and then, repeat themselves under the
 * same idempotency key, now and then send something else under it, and ask again when no answer
 * came, as far as that is safe.
 */
import { createHash } from 'node:crypto'
import type { SimulatedProcess } from '../world/simulated-world.ts'
import type { EventAsk } from './happenings.ts'
import type { PlannedEvent } from './scenario.ts'
import type { Stage } from './stage.ts'

type Variant = 'same' | 'other'

export class Client {
  readonly #stage: Stage
  /** Hand-overs that are not over, whatever the number of asks. */
  #openCount = 0
  #askCount = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  plan(): void {
    for (const event of this.#stage.scenario.events) {
      this.#plan(event, event.atMs, 'same')
      if (event.againAtMs !== null) this.#plan(event, event.againAtMs, 'same')
      if (event.otherBodyAtMs !== null) this.#plan(event, event.otherBodyAtMs, 'other')
    }
  }

  get isDone(): boolean {
    return this.#openCount === 0
  }

  /** The process is gone: what it had not answered is asked again where a key makes that safe. */
  processEnded(process: SimulatedProcess): void {
    for (const ask of this.#stage.asks) {
      if (ask.process !== process.number || ask.answer !== null || ask.answeredAtMs !== null)
        continue
      ask.answeredAtMs = this.#stage.world.clock.monotonicMs()
      if (ask.idempotencyKey === null) this.#openCount -= 1
      else this.#askLater(this.#planned(ask.token), this.#variantOf(ask))
    }
  }

  #plan(event: PlannedEvent, atMs: number, variant: Variant): void {
    this.#openCount += 1
    this.#stage.world.clock.after(atMs, () => this.#ask(event, variant))
  }

  #askLater(event: PlannedEvent, variant: Variant): void {
    const { world, random } = this.#stage
    world.clock.after(random.between(100, 1_500), () => this.#ask(event, variant))
  }

  #ask(event: PlannedEvent, variant: Variant): void {
    const { world, tenants, chronicle, asks } = this.#stage
    const process = world.door()
    const tenant = tenants[event.tenantIndex]
    if (process?.pipeline == null || tenant === undefined) {
      this.#askLater(event, variant)
      return
    }
    const data = dataOf(event, variant)
    const bodyDigest = createHash('sha256').update(data).digest()
    this.#askCount += 1
    const ask: EventAsk = {
      id: this.#askCount,
      token: event.token,
      tenantKey: tenant.key,
      type: event.type,
      idempotencyKey: event.idempotencyKey,
      bodyDigest: bodyDigest.toString('hex'),
      process: process.number,
      askedAtMs: world.clock.monotonicMs(),
      answeredAtMs: null,
      answer: null,
    }
    asks.push(ask)
    chronicle.note({ kind: 'event-asked', ask })
    const { idempotencyKey: key } = event
    process.pipeline
      .acceptEvent({
        tenantKey: tenant.key,
        tenantId: tenant.id,
        type: event.type,
        data,
        ...(event.deliverAfterMs === null
          ? {}
          : { deliverAtMs: world.clock.nowMs() + event.deliverAfterMs }),
        ...(key === null ? {} : { idempotency: { key, bodyDigest } }),
        ...(event.orderKey === null ? {} : { orderKey: event.orderKey }),
      })
      .then(
        (answer) => this.#answered(process, ask, answer),
        () => this.#answered(process, ask, { kind: 'rejected' }),
      )
  }

  #answered(
    process: SimulatedProcess,
    ask: EventAsk,
    answer: NonNullable<EventAsk['answer']>,
  ): void {
    if (process.life.isOver) return
    ask.answeredAtMs = this.#stage.world.clock.monotonicMs()
    ask.answer = answer
    this.#stage.chronicle.note({ kind: 'event-answered', ask })
    const isOver = answer.kind === 'accepted' || answer.kind === 'key-reused'
    if (isOver) this.#openCount -= 1
    else this.#askLater(this.#planned(ask.token), this.#variantOf(ask))
  }

  #planned(token: number): PlannedEvent {
    return this.#stage.scenario.events[token - 1]!
  }

  #variantOf(ask: EventAsk): Variant {
    const data = dataOf(this.#planned(ask.token), 'same')
    const digest = createHash('sha256').update(data).digest('hex')
    return digest === ask.bodyDigest ? 'same' : 'other'
  }
}

function dataOf(event: PlannedEvent, variant: Variant): Uint8Array {
  const padding = 'x'.repeat(event.paddingLength)
  const token = event.token
  const body = { token, PrimaryKey: token, Changes: ['name'], padding }
  return Buffer.from(JSON.stringify(variant === 'same' ? body : { ...body, isOther: true }))
}
