/**
 * The people and programs that manage: they make, pause, resume, move and delete subscriptions,
 * send deliveries again and replay events, by the product's own use-cases.
 */
import { deliveryId, parseDeliveryId } from '../../src/domain/ids.ts'
import type { Subscription, SubscriptionConfig } from '../../src/domain/subscription.ts'
import { changeSubscription } from '../../src/manage/change-subscription.ts'
import { createSubscription } from '../../src/manage/create-subscription.ts'
import { createTenant } from '../../src/manage/create-tenant.ts'
import { deleteSubscription } from '../../src/manage/delete-subscription.ts'
import type { ManageParts } from '../../src/manage/manage-parts.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { replayEvents } from '../../src/manage/replay-events.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { rotateSigningSecret } from '../../src/manage/rotate-signing-secret.ts'
import type { SimulatedProcess } from '../world/simulated-world.ts'
import { documentedDelaysMs } from './documented-rules.ts'
import type { ChangeAsk, ChangeKind } from './happenings.ts'
import { plantedHeader, plantedSecret } from './planted-secrets.ts'
import type { PlannedSubscription } from './scenario.ts'
import type { Stage } from './stage.ts'
import type { SeenSubscription } from './subscriptions-seen.ts'

type Answer = 'done' | 'refused'

const subscriptionsMax = 100

export class Operator {
  readonly #stage: Stage
  /** Subscriptions that are being changed. */
  readonly #busy = new Set<string>()
  #createdCount = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Tenants and the first subscriptions, before anything goes wrong. */
  async setUp(): Promise<void> {
    const { scenario, tenants, world } = this.#stage
    const process = world.door()
    if (process === null) throw new Error('nobody is there to set up')
    for (let index = 0; index < scenario.tenantCount; index += 1) {
      const id = `Cust${index + 1}`
      const result = await createTenant({ id, name: id }, process)
      if (result.kind !== 'created') throw new Error(`tenant ${id} was not created`)
      tenants.push(result.tenant)
    }
    for (const planned of scenario.subscriptions) await this.#create(planned)
  }

  get isIdle(): boolean {
    return this.#busy.size === 0
  }

  planChanges(): void {
    const { scenario, world } = this.#stage
    for (const { atMs, kind } of scenario.changes) {
      world.clock.after(atMs, () => void this.#change(kind))
    }
  }

  /** Brings every subscription back that is paused or disabled, as the given ones are known. */
  async resumeAll(known: Iterable<Subscription>): Promise<void> {
    for (const { number, status } of [...known]) {
      const seen = this.#stage.subscriptions.byNumber.get(number)
      if (seen !== undefined && status.state !== 'active') await this.#resume(seen)
    }
  }

  /** Whoever was asking the process gets no answer; what became of it the next one shows. */
  processEnded(process: Pick<SimulatedProcess, 'number'>): void {
    this.nodeEnded(process)
    this.#busy.clear()
  }

  /** Of several nodes: what it had sent may still reach the store, so nobody else changes those. */
  nodeEnded(process: Pick<SimulatedProcess, 'number'>): void {
    for (const change of this.#stage.changes) {
      const isUnanswered = change.answer === null && change.process === process.number
      if (isUnanswered) this.#answer(change, 'unanswered')
    }
  }

  /** Nothing is on its way any more. */
  letGo(): void {
    this.#busy.clear()
  }

  async #change(kind: ChangeKind): Promise<void> {
    const { world, random, subscriptions, scenario } = this.#stage
    const door = world.door()
    if (door?.pipeline == null || door.isStopping) return
    if (kind === 'create') {
      const planned = random.pick(scenario.subscriptions)
      this.#createdCount += 1
      await this.#create({ ...planned, externalKey: `later-${this.#createdCount}` })
      return
    }
    const free = [...subscriptions.byExternalKey.values()].filter(
      (seen) => seen.number !== null && !seen.isDeleted && !this.#busy.has(seen.externalKey),
    )
    if (free.length === 0) return
    await this.#changeOne(kind, random.pick(free))
  }

  async #changeOne(kind: Exclude<ChangeKind, 'create'>, seen: SeenSubscription): Promise<void> {
    const target = { tenantKey: seen.tenantKey, number: seen.number! }
    switch (kind) {
      case 'pause':
        return this.#ask(kind, seen, this.#paused(seen), async (parts) =>
          answerOf(await pauseSubscription({ ...target, reason: 'by hand' }, parts)),
        )
      case 'resume':
        return this.#resume(seen)
      case 'delete':
        return this.#ask(kind, seen, { takes: false, isPaused: false }, async (parts) => {
          const isDone = await deleteSubscription(target, parts)
          if (isDone) seen.isDeleted = true
          return isDone ? 'done' : 'refused'
        })
      case 'move': {
        const { origin } = this.#stage.random.pick(this.#stage.world.network.endpoints)
        return this.#configure(kind, seen, (config) => ({ ...config, url: urlOf(origin, seen) }))
      }
      case 'narrow': {
        const patterns = this.#stage.random.pick([['*'], ['contact.*'], ['sale.sold']])
        return this.#configure(kind, seen, (config) => ({ ...config, patterns }))
      }
      case 'rotate':
        if (seen.dialect === 'superoffice') return
        return this.#ask(kind, seen, null, async (parts) => {
          const request = { ...target, graceMs: 20_000, secret: null }
          return (await rotateSigningSecret(request, parts)).kind === 'rotated' ? 'done' : 'refused'
        })
      case 'resend':
        return this.#resend(seen)
      case 'replay':
        return this.#replay(seen)
    }
  }

  #resume(seen: SeenSubscription): Promise<void> {
    const target = { tenantKey: seen.tenantKey, number: seen.number! }
    return this.#ask('resume', seen, { takes: true, isPaused: false }, async (parts) =>
      answerOf(await resumeSubscription(target, parts)),
    )
  }

  #resend(seen: SeenSubscription): Promise<void> {
    const { random, deliveries } = this.#stage
    const sent = deliveries.ofSubscription(seen.number!)
    if (sent.length === 0) return Promise.resolve()
    const key = parseDeliveryId(deliveryId(random.pick(sent).key))!
    return this.#ask('resend', seen, null, async (parts) => {
      const result = await resendDelivery({ tenantKey: seen.tenantKey, key }, parts)
      return result.kind === 'started' ? 'done' : 'refused'
    })
  }

  #replay(seen: SeenSubscription): Promise<void> {
    const { random } = this.#stage
    const filter = {
      states: random.pick([null, ['delivered'], ['exhausted', 'cancelled']] as const),
      subscriptionNumber: seen.number,
      amongSubscriptions: null,
      patterns: null,
      sinceMs: null,
      untilMs: null,
      includesUndelivered: random.chance(0.5),
    }
    const ratePerSecond = random.pick([1, 5, 50])
    return this.#ask('replay', seen, null, async (parts) => {
      const replay = await replayEvents({ tenantKey: seen.tenantKey, filter, ratePerSecond }, parts)
      return replay === null ? 'refused' : 'done'
    })
  }

  #configure(
    kind: 'move' | 'narrow',
    seen: SeenSubscription,
    change: (config: SubscriptionConfig) => SubscriptionConfig,
  ): Promise<void> {
    const before = this.#stage.world.process?.pipeline?.subscriptions.find(seen.number!)
    if (before == null) return Promise.resolve()
    const config = change(before.config)
    const last = seen.spans.at(-1)
    const takes = last?.takes ?? true
    const isPaused = last?.isPaused ?? false
    const span = kind === 'move' ? null : { takes, isPaused, patterns: config.patterns }
    return this.#ask(kind, seen, span, async (parts) =>
      (await changeSubscription({ before, config }, parts)).kind === 'changed' ? 'done' : 'refused',
    )
  }

  #paused(seen: SeenSubscription) {
    return { takes: seen.dialect !== 'superoffice', isPaused: true }
  }

  async #create(planned: PlannedSubscription): Promise<void> {
    const { tenants, subscriptions } = this.#stage
    const tenant = tenants[planned.tenantIndex]!
    const { externalKey, dialect, origin, limits } = planned
    const seen = subscriptions.add({
      externalKey,
      dialect,
      origin,
      limits,
      tenantKey: tenant.key,
      delaysMs: planned.delaysMs ?? documentedDelaysMs[dialect],
    })
    const isPaused = planned.state === 'paused'
    const span = {
      ...(isPaused ? this.#paused(seen) : { takes: true, isPaused }),
      patterns: planned.patterns,
    }
    await this.#ask('create', seen, span, async (parts) => {
      const result = await createSubscription(
        {
          tenantKey: tenant.key,
          owner: { kind: 'tenant', id: tenant.id },
          externalKey,
          application: null,
          config: configOf(planned),
          state: planned.state,
          subscriptionsMax,
        },
        parts,
      )
      if (result.kind !== 'created') return 'refused'
      subscriptions.named(seen, result.subscription.number)
      return 'done'
    })
  }

  /** Asks, and notes what became of it as far as the one who asked can know. */
  async #ask(
    kind: ChangeKind,
    seen: SeenSubscription,
    span: { takes: boolean; isPaused: boolean; patterns?: readonly string[] } | null,
    act: (parts: ManageParts) => Promise<Answer>,
  ): Promise<void> {
    const { world, chronicle, changes, subscriptions } = this.#stage
    const process = world.door()
    if (process === null || process.pipeline === null || this.#busy.has(seen.externalKey)) return
    const nowMs = world.clock.monotonicMs()
    const change: ChangeAsk = {
      id: changes.length + 1,
      kind,
      tenantKey: seen.tenantKey,
      externalKey: seen.externalKey,
      number: seen.number,
      process: process.number,
      askedAtMs: nowMs,
      answer: null,
    }
    changes.push(change)
    this.#busy.add(seen.externalKey)
    if (span !== null) {
      const patterns = span.patterns ?? seen.spans.at(-1)?.patterns ?? []
      subscriptions.asked(seen, { ...span, patterns, changeId: change.id, possibleFromMs: nowMs })
    }
    chronicle.note({ kind: 'change-asked', change })
    let answer: ChangeAsk['answer'] = 'rejected'
    try {
      answer = await act({ ports: process.ports, pipeline: process.pipeline })
    } catch {
      // The store refused before it did anything.
    }
    if (process.life.isOver) return
    change.number = seen.number
    if (answer === 'done') subscriptions.confirmed(seen, change.id, world.clock.monotonicMs())
    else subscriptions.refused(seen, change.id)
    this.#answer(change, answer)
    this.#busy.delete(seen.externalKey)
  }

  #answer(change: ChangeAsk, answer: ChangeAsk['answer']): void {
    change.answer = answer
    this.#stage.chronicle.note({ kind: 'change-answered', change })
  }
}

function answerOf(changed: object | null): Answer {
  return changed === null ? 'refused' : 'done'
}

function urlOf(origin: string, seen: { readonly externalKey: string }): string {
  return `${origin}/${seen.externalKey}`
}

function configOf(planned: PlannedSubscription): SubscriptionConfig {
  const { dialect, delaysMs, externalKey, limits } = planned
  return {
    name: externalKey,
    description: null,
    dialect,
    dispatcher: 'http',
    url: urlOf(planned.origin, planned),
    patterns: planned.patterns,
    headers: { 'x-custom': plantedHeader(externalKey) },
    secrets: { current: [plantedSecret(dialect, externalKey)], old: [] },
    retryOverride: delaysMs === null ? null : { delaysMs },
    dialectSettings: {},
    ...limits,
  }
}
