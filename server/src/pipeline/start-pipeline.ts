/**
 * Builds the running pipeline out of its stages: loads the subscriptions, lets the store recover
 * what a crash left behind, finds all due work and starts sending. From here on events may be
 * handed in. Stopping gives back whatever is not finished; the next start goes on with it.
 */
import { acceptEvent, acceptForWatchers, type AcceptParts, type Audience } from './accept-event.ts'
import { backlogOf } from './backlog.ts'
import { claimDue } from './claim-due.ts'
import { DeliveryQueues } from './delivery-queues.ts'
import type { QueueSettings } from './queue-parts.ts'
import { EgressWatch } from './egress-watch.ts'
import { endRelease } from './end-release.ts'
import { FollowConfiguration } from './follow-configuration.ts'
import { evict, giveBack } from './give-back.ts'
import { type HeldDelivery, type Lane, voiceOf } from './lane.ts'
import { LookingTurns } from './looking-turns.ts'
import { Membership, type NodeSettings, type Ownership, soleOwner } from './membership.ts'
import type {
  AcceptRequest,
  AcceptResult,
  Pipeline,
  PipelineState,
  WatchedResult,
} from './pipeline.ts'
import { PipelineClock } from './pipeline-clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { ChangedSubscription } from '../ports/subscription-store.ts'
import { type AttemptParts, runAttempt } from './run-attempt.ts'
import { makeAttempt, sendTest } from './send-delivery.ts'
import { SettleTargets } from './settle-targets.ts'
import { SubscriptionChanges } from './subscription-changes.ts'
import { within } from './within.ts'
import { SubscriptionIndex } from './subscription-index.ts'

/**
 * Starts it; resolves when recovery is done and the first deliveries are on their way. As a node
 * among others it sends only what is its own; without such settings everything is.
 */
export async function startPipeline(
  ports: Ports,
  settings: QueueSettings,
  node: NodeSettings | null = null,
): Promise<Pipeline> {
  const pipeline = new RunningPipeline(ports, settings, node)
  await pipeline.start()
  return pipeline
}

/** How often all due work is looked up in the store again, should a wake-up have been lost. */
const lookAgainMs = 60_000
/** The same among nodes, where a wake-up comes over a network: the floor of what a broker may lose. */
const lookAgainSharedMs = 5_000
/** What is not finished gets this long to be written down, however short the grace is. */
const givingMsMin = 1_000
const close = (): Promise<void> => Promise.resolve()
/** What kills the process when it is sent is due at once after the start, or soon. */
const freshMs = 60_000

class RunningPipeline implements Pipeline {
  readonly subscriptions = new SubscriptionIndex()
  readonly #ports: Ports
  readonly #clock: PipelineClock
  readonly #queues: DeliveryQueues
  readonly #settle: SettleTargets
  readonly #egress: EgressWatch
  /** What the stages work with; made once, since every event and attempt needs it. */
  readonly #acceptParts: AcceptParts
  readonly #attemptParts: AttemptParts
  readonly #changes = new SubscriptionChanges()
  readonly #inFlight = new Set<Promise<void>>()
  /** Null where this process has the store to itself. */
  readonly #membership: Membership | null
  readonly #ownership: Ownership
  readonly #follow: FollowConfiguration | null
  #acceptingCount = 0
  #onNoneAccepting: (() => void) | null = null
  #isStopping = false
  #cancelLook: (() => void) | null = null
  #endWaking: (() => void) | null = null

  constructor(given: Ports, settings: QueueSettings, node: NodeSettings | null) {
    this.#clock = new PipelineClock(given.clock)
    // What goes on the wire bears the wall clock's time; what waits, waits by the pipeline's.
    const sender = given.sender ?? { send: (request) => makeAttempt(request, given), close }
    const ports = { ...given, sender, clock: this.#clock }
    this.#ports = given
    this.#membership = this.#join(given, node)
    this.#ownership = this.#membership ?? soleOwner
    this.#follow = this.#membership === null ? null : this.#followOthers(given)
    this.#egress = new EgressWatch(ports.clock, ports.observer)
    this.#settle = new SettleTargets(ports)
    const actions = {
      send: (item: HeldDelivery) => this.#send(item),
      claim: (lane: Lane) => void claimDue(lane, this.#queues, ports),
      evict: (lane: Lane, items: readonly HeldDelivery[]) => void this.#evict(lane, items),
      endRelease: (lane: Lane) => void endRelease(lane, this.#attemptParts),
    }
    const startedAtMs = ports.clock.monotonicMs()
    const ownership = this.#ownership
    const parts = { subscriptions: this.subscriptions, egress: this.#egress, actions, ownership }
    this.#queues = new DeliveryQueues(ports, parts, settings)
    const shared = {
      subscriptions: this.subscriptions,
      queues: this.#queues,
      settle: this.#settle,
      ownership,
    }
    const lookingTurns = new LookingTurns(given.clock)
    this.#acceptParts = { ...given, ...shared, lookingTurns, follow: this.#follow }
    this.#attemptParts = {
      ...ports,
      ...shared,
      egress: this.#egress,
      changes: this.#changes,
      giveRows: (items) => this.#settle.giveRows(items),
      isFresh: () => ports.clock.monotonicMs() - startedAtMs < freshMs,
    }
  }

  async start(): Promise<void> {
    const { store, broker, observer } = this.#ports
    const recoveredCount = await store.deliveries.recover()
    this.subscriptions.load(await store.subscriptions.load(null))
    for (const one of this.subscriptions.all()) {
      this.#clock.notBefore(one.health.lastAttemptAtMs ?? 0)
      // Scripts run here, whatever the way out does.
      if (one.config.dispatcher === 'http') this.#egress.noteLast(voiceOf(one), one.health)
    }
    // What others are to send must not be claimed before it is known what is ours.
    await this.#membership?.start()
    await this.#lookAndGoOn()
    this.#settle.start()
    this.#endWaking = broker.onWake((numbers) => this.wake(numbers))
    observer.observe({ kind: 'started', recoveredCount })
  }

  async acceptEvent(request: AcceptRequest): Promise<AcceptResult> {
    if (this.#isStopping) return { kind: 'stopping' }
    this.#acceptingCount += 1
    try {
      return await acceptEvent(request, this.#acceptParts)
    } finally {
      this.#accepted()
    }
  }

  async acceptForWatchers(request: AcceptRequest, isWatching: Audience): Promise<WatchedResult> {
    if (this.#isStopping) return { kind: 'stopping' }
    this.#acceptingCount += 1
    try {
      return await acceptForWatchers(request, isWatching, this.#acceptParts)
    } finally {
      this.#accepted()
    }
  }

  #accepted(): void {
    this.#acceptingCount -= 1
    if (this.#acceptingCount === 0) this.#onNoneAccepting?.()
  }

  readonly upToDate: Pipeline['upToDate'] = async (...names) => this.#follow?.upToDate(...names)
  readonly afresh: Pipeline['afresh'] = async (tenantKey) => this.#follow?.afresh(tenantKey)

  applyChange(changed: ChangedSubscription): void {
    this.subscriptions.apply(changed, this.#follow !== null)
    this.#queues.refresh(changed.subscription.number)
    // A lane that memory did not have yet may have rows in the store from before.
    if (changed.subscription.status.releasingSinceMs !== null) {
      this.#queues.noteRows(changed.subscription.number, 0, true)
    }
    this.#queues.pump()
    const { tenantKey, tenantId, number, id } = changed.subscription
    const now = this.subscriptions.find(number) ?? changed.subscription
    this.#ports.observer.observe({
      kind: 'subscription-status',
      tenantKey,
      tenantId,
      subscriptionNumber: number,
      subscriptionId: id,
      status: now.status,
      isFailing: now.health.failingSinceMs !== null,
    })
  }

  change(number: number, commit: () => Promise<ChangedSubscription | null>) {
    return this.#changes.run(number, async () => {
      const before = this.subscriptions.find(number)
      if (this.#follow !== null && before !== null && !this.#ownership.owns(number)) {
        await this.#follow.one(before)
      }
      const changed = await commit()
      if (changed !== null) this.applyChange(changed)
      return changed
    })
  }

  wake(subscriptionNumbers: readonly number[]): void {
    let isNew = false
    for (const number of subscriptionNumbers) {
      this.#queues.noteRows(number, 0, false)
      if (this.#ownership.owns(number)) isNew ||= this.subscriptions.find(number) === null
    }
    this.#queues.pump()
    // Another node has made it, and events for it, since the last look.
    if (isNew) void this.#followVersions()
  }

  sendTest(subscription: Parameters<Pipeline['sendTest']>[0]) {
    return sendTest(subscription, this.#ports)
  }

  get isMaintainer(): boolean {
    return this.#membership === null || this.#membership.isMaintainer
  }

  get nodeCount(): number {
    return this.#membership?.nodeCount ?? 1
  }

  backlog(tenantKey: number) {
    const { lanes } = this.#queues
    const ofTenant = this.subscriptions.list(tenantKey).map(({ number }) => lanes.find(number))
    return backlogOf(
      ofTenant.filter((lane) => lane !== undefined),
      this.#clock.nowMs(),
    )
  }

  nodes() {
    return this.#membership?.nodes() ?? []
  }

  state(): PipelineState {
    const oldest = this.#queues.lanes.oldestQueuedAtMs()
    let sickSubscriptionCount = 0
    for (const { health } of this.subscriptions.all()) if (health.isSick) sickSubscriptionCount += 1
    return {
      isStopping: this.#isStopping,
      inFlightCount: this.#queues.inFlightCount,
      queuedCount: this.#queues.heldCount - this.#queues.inFlightCount,
      queuedBytes: this.#queues.heldBytes,
      oldestQueuedMs: oldest === null ? 0 : this.#clock.nowMs() - oldest,
      sickSubscriptionCount,
      isEgressDown: this.#egress.isDown,
    }
  }

  async stop(graceMs: number): Promise<void> {
    if (this.#isStopping) return
    this.#isStopping = true
    this.#cancelLook?.()
    this.#endWaking?.()
    const startedAtMs = this.#ports.clock.monotonicMs()
    // What is being committed is answered first, so that its targets are in memory to be given back.
    if (this.#acceptingCount > 0) {
      const accepted = new Promise<void>((resolve) => (this.#onNoneAccepting = resolve))
      await within(this.#ports.clock, graceMs, accepted)
    }
    const queued = new Set(this.#queues.stop())
    this.#settle.stop()
    const leftMs = (): number => graceMs - (this.#ports.clock.monotonicMs() - startedAtMs)
    await within(this.#ports.clock, leftMs(), Promise.allSettled([...this.#inFlight]))
    // What is still in flight is given back too: it may be repeated, and is not lost.
    const held = this.#queues.lanes.held()
    const giving = giveBack(held, queued, { ...this.#ports, settle: this.#settle })
    await within(this.#ports.clock, Math.max(givingMsMin, leftMs()), giving)
    if (this.#membership !== null)
      await within(this.#ports.clock, givingMsMin, this.#membership.stop())
    this.#ports.observer.observe({ kind: 'stopped' })
  }

  #send(item: HeldDelivery): void {
    const running = runAttempt(item, this.#attemptParts).catch((error: unknown) => {
      this.#ports.observer.observe({ kind: 'fault', where: 'run-attempt', error })
    })
    this.#inFlight.add(running)
    void running.finally(() => {
      this.#inFlight.delete(running)
      this.#queues.pump()
    })
  }

  async #evict(lane: Lane, items: readonly HeldDelivery[]): Promise<void> {
    await evict(items, { ...this.#ports, settle: this.#settle })
    this.#queues.evicted(lane, items)
    this.#queues.pump()
  }

  #join(given: Ports, node: NodeSettings | null): Membership | null {
    const { nodes } = given.store
    if (node === null || nodes === undefined) return null
    return new Membership(nodes, given, {
      settings: node,
      actions: {
        gained: () => this.#follow!.all(),
        drained: (shards) => this.#queues.drained(shards),
        look: () => void this.#look(),
        beaten: () => void this.#followVersions(),
        ended: (error) => node.ended(error),
      },
    })
  }

  #followOthers({ store, clock }: Ports): FollowConfiguration {
    return new FollowConfiguration({
      clock,
      store: store.subscriptions,
      subscriptions: this.subscriptions,
      ownership: this.#ownership,
      changed: (numbers) => this.#refresh(numbers),
    })
  }

  /** Other nodes may have changed these. */
  #refresh(numbers: readonly number[]): void {
    for (const number of numbers) {
      this.#queues.refresh(number)
      const status = this.subscriptions.find(number)?.status
      if (status?.releasingSinceMs != null) this.#queues.noteRows(number, 0, true)
    }
    this.#queues.pump()
  }

  async #followVersions(): Promise<void> {
    try {
      if ((await this.#follow?.look()) === true) await this.#look()
    } catch (error) {
      this.#ports.observer.observe({ kind: 'fault', where: 'follow-configuration', error })
    }
  }

  async #lookAndGoOn(): Promise<void> {
    await this.#look()
    if (this.#isStopping) return
    const waitMs = this.#membership === null ? lookAgainMs : lookAgainSharedMs
    this.#cancelLook = this.#ports.clock.after(waitMs, () => void this.#lookAndGoOn())
  }

  async #look(): Promise<void> {
    try {
      const heads = await this.#ports.store.deliveries.heads()
      for (const head of heads) this.#queues.noteRows(head.subscriptionNumber, head.dueAtMs, false)
      this.#queues.pump()
    } catch (error) {
      this.#ports.observer.observe({ kind: 'fault', where: 'look-for-due', error })
    }
  }
}
