/**
 * Nodes and shards in memory, as a node store keeps them in a database: shared by several
 * memberships of one test, and away for as long as a test says so.
 */
import { shardCount } from '../../src/domain/shard.ts'
import type { NodeRole } from '../../src/domain/lease.ts'
import type { NodeStore } from '../../src/ports/node-store.ts'

interface Row {
  readonly number: number
  beatCount: number
  roles: readonly NodeRole[]
  state: 'lives' | 'fenced' | 'gone'
}

export class MemoryNodes {
  /** No question reaches it. */
  isAway = false
  /** No question of the node is answered before its silence is over. */
  readonly silences = new Map<number, Promise<void>>()
  /** What a recovery waits for. */
  recovery: Promise<void> = Promise.resolve()
  readonly #rows: Row[] = []
  readonly #owners: (number | null)[] = Array.from({ length: shardCount }, () => null)
  #maintainer: number | null = null

  /** Whom each shard belongs to. */
  get owners(): readonly (number | null)[] {
    return this.#owners
  }

  stateOf(number: number): Row['state'] {
    return this.#rows[number]!.state
  }

  open(): NodeStore {
    const number = this.#rows.length
    const row: Row = { number, beatCount: 0, roles: [], state: 'lives' }
    this.#rows.push(row)
    return {
      number,
      beat: async ({ roles, give, shardCountMax }) => {
        await this.#answer(number)
        if (row.state !== 'lives') return null
        row.beatCount += 1
        row.roles = roles
        for (const shard of give) if (this.#owners[shard] === number) this.#owners[shard] = null
        this.#take(number, shardCountMax)
        if (roles.includes('maintenance')) this.#maintainer ??= number
        else if (this.#maintainer === number) this.#maintainer = null
        return {
          peers: this.#rows.filter(({ state }) => state === 'lives').map((peer) => ({ ...peer })),
          lost: this.#numbersOf('fenced'),
          shards: this.#owners.flatMap((owner, shard) => (owner === number ? [shard] : [])),
          isMaintainer: this.#maintainer === number,
        }
      },
      fence: async ({ number: other, beatCount }) => {
        await this.#answer(number)
        const peer = this.#rows[other]!
        if (peer.state !== 'lives' || peer.beatCount !== beatCount) return false
        peer.state = 'fenced'
        this.#free(other)
        return true
      },
      recover: async (other) => {
        await this.#answer(number)
        await this.recovery
        this.#rows[other]!.state = 'gone'
        return 0
      },
      leave: async () => {
        await this.#answer(number)
        row.state = 'fenced'
        this.#free(number)
      },
    }
  }

  #answer(number: number): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('the store is away'))
    return this.silences.get(number) ?? Promise.resolve()
  }

  #take(number: number, shardCountMax: number): void {
    let count = this.#owners.filter((owner) => owner === number).length
    for (const [shard, owner] of this.#owners.entries()) {
      if (owner !== null || count >= shardCountMax) continue
      this.#owners[shard] = number
      count += 1
    }
  }

  #free(number: number): void {
    for (const [shard, owner] of this.#owners.entries()) {
      if (owner === number) this.#owners[shard] = null
    }
    if (this.#maintainer === number) this.#maintainer = null
  }

  #numbersOf(wanted: Row['state']): number[] {
    return this.#rows.filter(({ state }) => state === wanted).map(({ number }) => number)
  }
}
