/**
 * This process as one node of several on a shared store: it says that it lives, owns a fair share
 * of the shards, gives away what is too much once nothing of it is in flight, and takes the place of
 * nodes that fell silent. Everything here may be lost: a process that starts again owns what the
 * store says.
 *
 * Always holds: no attempt starts for a shard that is not owned, or near the end of a lease that is
 * not known to be renewed; nobody is taken for dead by a node that was not heard itself.
 */
import {
  type LeaseRule,
  mayStartAttempt,
  nobodySeen,
  type NodeRole,
  type PeersSeen,
  seePeers,
  silentPeers,
  wasListening,
} from '../domain/lease.ts'
import { fairShare, shardOf } from '../domain/shard.ts'
import type { NodeStore, NodeView } from '../ports/node-store.ts'
import type { Ports } from '../ports/ports.ts'

export interface MembershipSettings extends LeaseRule {
  readonly roles: readonly NodeRole[]
}

/** Of a pipeline that is one node among others. */
export interface NodeSettings extends MembershipSettings {
  /** Another node has taken this one for dead: the process has to end. */
  ended(error: Error): void
}

export interface MembershipActions {
  /** Reads what others have made of all subscriptions; when it resolves what is ours may be sent. */
  gained(): Promise<void>
  /**
   * Nothing starts any more for these. Of each: resolves when nothing of it is in flight, and what
   * was queued has its rows.
   */
  drained(shards: ReadonlySet<number>): ReadonlyMap<number, Promise<void>>
  /** Shards or the lease are ours (again), or a dead node's work has its rows: there may be work. */
  look(): void
  /** A heartbeat went through. */
  beaten(): void
  /** Another node has taken this one for dead: it can write nothing more and has to end. */
  ended(error: Error): void
}

/** What decides for whom this process sends. */
export interface Ownership {
  owns(subscriptionNumber: number): boolean
  mayStart(): boolean
  /** Nodes that send; what is capped for all is shared among them. */
  readonly workerCount: number
}

export interface SeenNode {
  readonly number: number
  readonly roles: readonly NodeRole[]
  readonly isSelf: boolean
}

/** A process that has the store to itself. */
export const soleOwner: Ownership = { owns: () => true, mayStart: () => true, workerCount: 1 }

/** However soon somebody's lease may be over. */
const beatAgainMsMin = 50

type MembershipPorts = Pick<Ports, 'clock' | 'observer'>

export class Membership implements Ownership {
  readonly #nodes: NodeStore
  readonly #ports: MembershipPorts
  readonly #settings: MembershipSettings
  readonly #actions: MembershipActions
  #owned: ReadonlySet<number> = new Set()
  /** Given to us by the store; what was made of them elsewhere is being read. */
  #arriving: ReadonlySet<number> = new Set()
  /** Of these, what the last heartbeat still gave us. */
  #expected: ReadonlySet<number> = new Set()
  readonly #draining = new Set<number>()
  readonly #given = new Set<number>()
  /** Nodes whose work is being given its rows. */
  readonly #recovering = new Set<number>()
  #seen: PeersSeen = nobodySeen
  /** When the last heartbeat was answered. */
  #heardAtMs = -Infinity
  #workerCount = 1
  #nodeCount = 1
  #isMaintainer = false
  #peers: NodeView['peers'] = []
  #beatAskedAtMs = -Infinity
  /** What others changed while this node was not heard is being read, or is to be read again. */
  #catchingUp: { hasFailed: boolean } | null = null
  #cancel: (() => void) | null = null
  #beating: Promise<void> | null = null
  #isInHaste = false
  #isStopped = false

  constructor(
    nodes: NodeStore,
    ports: MembershipPorts,
    { settings, actions }: { settings: MembershipSettings; actions: MembershipActions },
  ) {
    this.#nodes = nodes
    this.#ports = ports
    this.#settings = settings
    this.#actions = actions
  }

  get workerCount(): number {
    return this.#workerCount
  }

  /** That live, as the last heartbeat said. */
  get nodeCount(): number {
    return this.#nodeCount
  }

  /** Whether what happens by itself is this node's to do. */
  get isMaintainer(): boolean {
    return this.#isMaintainer && this.#isLeased()
  }

  /** Those that lived at the last heartbeat, this one too. */
  nodes(): readonly SeenNode[] {
    const { number } = this.#nodes
    return this.#peers.map((peer) => ({
      number: peer.number,
      roles: peer.roles,
      isSelf: peer.number === number,
    }))
  }

  owns(subscriptionNumber: number): boolean {
    return this.#owned.has(shardOf(subscriptionNumber))
  }

  mayStart(): boolean {
    return this.#catchingUp === null && this.#isLeased()
  }

  /** Begins to beat; resolves after the first heartbeat, whether it went through or not. */
  start(): Promise<void> {
    return this.#beatAndGoOn()
  }

  /** Beats no more and, in good order, frees what it owned. Nothing may be in flight then. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancel?.()
    await this.#beating
    this.#owned = new Set()
    this.#beatAskedAtMs = -Infinity
    await this.#nodes.leave().catch((error: unknown) => this.#fault(error))
  }

  #isLeased(): boolean {
    return mayStartAttempt(this.#beatAskedAtMs, this.#ports.clock.monotonicMs(), this.#settings)
  }

  async #beatAndGoOn(): Promise<void> {
    this.#beating = this.#beat()
    await this.#beating
    if (this.#isStopped) return
    this.#cancel = this.#ports.clock.after(this.#waitMs(), () => void this.#beatAndGoOn())
  }

  /** At once where more shards may be free for it; else no later than somebody's lease may be over. */
  #waitMs(): number {
    if (this.#isInHaste) return 0
    const { heartbeatMs, leaseMs } = this.#settings
    const nowMs = this.#ports.clock.monotonicMs()
    let waitMs = heartbeatMs
    for (const { sinceMs } of this.#seen.values()) {
      waitMs = Math.min(waitMs, sinceMs + leaseMs - nowMs)
    }
    return Math.max(waitMs, beatAgainMsMin)
  }

  async #beat(): Promise<void> {
    const askedAtMs = this.#ports.clock.monotonicMs()
    const give = [...this.#given]
    const { roles } = this.#settings
    this.#isInHaste = false
    try {
      const shardCountMax = this.#share() - this.#draining.size
      const view = await this.#nodes.beat({ roles, give, shardCountMax })
      if (this.#isStopped) return
      if (view === null) {
        this.#end()
        return
      }
      for (const shard of give) this.#given.delete(shard)
      this.#learn(view, askedAtMs)
      this.#actions.beaten()
      await this.#takePlaces(view)
    } catch (error) {
      // Who is not heard hears nobody: silence of others says nothing about them.
      this.#seen = nobodySeen
      this.#fault(error)
    }
  }

  #learn(view: NodeView, askedAtMs: number): void {
    const isNew = this.#beatAskedAtMs === -Infinity
    const wasLeased = this.#isLeased()
    const shareBefore = this.#share()
    this.#beatAskedAtMs = askedAtMs
    this.#peers = view.peers
    this.#isMaintainer = view.isMaintainer
    this.#nodeCount = Math.max(1, view.peers.length)
    this.#workerCount = Math.max(
      1,
      view.peers.filter(({ roles }) => roles.includes('worker')).length,
    )
    // It asked for less than it may have now.
    this.#isInHaste = this.#share() > shareBefore
    const owned = view.shards.filter(
      (shard) => !this.#draining.has(shard) && !this.#given.has(shard),
    )
    // Those that are in use stay first, so that nobody gives away what it has only just got.
    const inUse = owned.filter((shard) => this.#owned.has(shard))
    const others = owned.filter((shard) => !this.#owned.has(shard))
    const kept = [...inUse, ...others].slice(0, this.#share())
    this.#owned = new Set(kept.filter((shard) => this.#owned.has(shard)))
    this.#drain(new Set([...inUse, ...others].slice(this.#share())))
    this.#arrive(kept.filter((shard) => !this.#owned.has(shard)))
    if (isNew) this.#actions.look()
    else if (!wasLeased || this.#catchingUp?.hasFailed === true) this.#catchUp()
  }

  /** It was not heard for so long that what others changed meanwhile is read before anything starts. */
  #catchUp(): void {
    const catchingUp = { hasFailed: false }
    this.#catchingUp = catchingUp
    this.#actions
      .gained()
      .then(() => {
        if (this.#catchingUp !== catchingUp) return
        this.#catchingUp = null
        this.#actions.look()
      })
      .catch((error: unknown) => {
        catchingUp.hasFailed = true
        this.#fault(error)
      })
  }

  #arrive(shards: readonly number[]): void {
    this.#expected = new Set(shards)
    // A reading under way began before these were ours, so it is not enough for new ones.
    if (shards.every((shard) => this.#arriving.has(shard))) return
    const arriving = new Set(shards)
    this.#arriving = arriving
    this.#actions
      .gained()
      .then(() => {
        if (this.#isStopped || this.#arriving !== arriving) return
        this.#arriving = new Set()
        // Some may have gone on to another node meanwhile.
        const here = shards.filter((shard) => this.#expected.has(shard))
        this.#owned = new Set([...this.#owned, ...here])
        this.#actions.look()
      })
      .catch((error: unknown) => {
        if (this.#arriving === arriving) this.#arriving = new Set()
        this.#fault(error)
      })
  }

  #share(): number {
    return this.#settings.roles.includes('worker') ? fairShare(this.#workerCount) : 0
  }

  #drain(shards: ReadonlySet<number>): void {
    if (shards.size === 0) return
    for (const shard of shards) this.#draining.add(shard)
    // One that takes long keeps no other from its new owner.
    for (const [shard, drained] of this.#actions.drained(shards)) {
      drained
        .then(() => {
          this.#draining.delete(shard)
          this.#given.add(shard)
        })
        .catch((error: unknown) => this.#fault(error))
    }
  }

  /** Fences who was silent for a whole lease, and gives rows to what they kept in memory. */
  async #takePlaces({ peers, lost }: NodeView): Promise<void> {
    const nowMs = this.#ports.clock.monotonicMs()
    const others = peers.filter(({ number }) => number !== this.#nodes.number)
    // An answer that was long in coming may have waited out an outage, with no error to tell of it.
    const isListening = wasListening(this.#heardAtMs, nowMs, this.#settings)
    this.#heardAtMs = nowMs
    this.#seen = seePeers(isListening ? this.#seen : nobodySeen, others, nowMs)
    const toRecover = new Set(lost)
    for (const peer of silentPeers(this.#seen, nowMs, this.#settings)) {
      if (!(await this.#nodes.fence(peer))) continue
      this.#isInHaste = true
      this.#ports.observer.observe({ kind: 'node-fenced', node: peer.number })
      toRecover.add(peer.number)
    }
    for (const number of toRecover) void this.#recover(number)
  }

  /** Beside the heartbeats: it goes by the way of the writes, which may be long in coming. */
  async #recover(number: number): Promise<void> {
    if (this.#recovering.has(number)) return
    this.#recovering.add(number)
    try {
      const recoveredCount = await this.#nodes.recover(number)
      this.#ports.observer.observe({ kind: 'node-recovered', node: number, recoveredCount })
      this.#actions.look()
    } catch (error) {
      this.#fault(error)
    } finally {
      this.#recovering.delete(number)
    }
  }

  #end(): void {
    this.#isStopped = true
    this.#owned = new Set()
    this.#beatAskedAtMs = -Infinity
    this.#actions.ended(new Error('another node has taken the place of this one'))
  }

  #fault(error: unknown): void {
    this.#ports.observer.observe({ kind: 'fault', where: 'heartbeat', error })
  }
}
