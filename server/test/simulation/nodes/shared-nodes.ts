/**
 * Nodes and shards as the tables of the shared store have them, statement by statement as
 * PostgreSQL carries them out (`postgres-node-store.ts`): each method is one statement. Nothing here
 * looks at a clock: who is silent is for the nodes to see.
 */
import type { NodeRole } from '../../../src/domain/lease.ts'
import { shardCount } from '../../../src/domain/shard.ts'
import type { NodeView } from '../../../src/ports/node-store.ts'

export interface NodeRow {
  readonly number: number
  readonly name: string
  fence: number
  /** Of the last commit, and what its writes came to. */
  commitNumber: number
  commitResults: readonly PromiseSettledResult<unknown>[]
  settledSeq: number
  beatCount: number
  /** When it last beat or was begun, by the world's time; known to the judges alone. */
  beatenAtMs: number
  roles: readonly NodeRole[]
  state: 'lives' | 'fenced' | 'gone'
}

/** Mistakes that the store is made to have. */
export interface StoreFlaws {
  readonly ignoresFence?: boolean
  /** The number of a commit is neither compared nor found again. */
  readonly ignoresCommitNumber?: boolean
  readonly recoversNothing?: boolean
  readonly freesWithoutFence?: boolean
  readonly givesOwnedShards?: boolean
  readonly restartsUnderOldFence?: boolean
}

/** Told when whoever held the fence may write no more; `by` is null for a start under its name. */
export type PlaceTaken = (place: {
  readonly node: number
  readonly fence: number
  readonly by: number | null
  readonly silentMs: number
}) => void

export class SharedNodes {
  readonly rows: NodeRow[] = []
  readonly owners: (number | null)[] = Array.from({ length: shardCount }, () => null)
  maintainer: number | null = null
  readonly #flaws: StoreFlaws
  readonly #nowMs: () => number
  readonly #placeTaken: PlaceTaken
  readonly #taken = new Set<string>()

  constructor(parts: {
    readonly nowMs: () => number
    readonly flaws: StoreFlaws
    readonly placeTaken: PlaceTaken
  }) {
    this.#nowMs = parts.nowMs
    this.#flaws = parts.flaws
    this.#placeTaken = parts.placeTaken
  }

  /** A process begins under the name: whoever wrote under it before writes no more. */
  open(name: string): NodeRow {
    let row = this.rows.find((known) => known.name === name)
    if (row === undefined) {
      row = newRow(this.rows.length + 1, name)
      this.rows.push(row)
    }
    if (row.fence > 0) this.#tell(row, null)
    if (this.#flaws.restartsUnderOldFence !== true || row.fence === 0) row.fence += 1
    row.beatCount += 1
    row.beatenAtMs = this.#nowMs()
    row.state = 'lives'
    return row
  }

  row(number: number): NodeRow {
    return this.rows[number - 1]!
  }

  renew(number: number, fence: number, roles: readonly NodeRole[]): number | null {
    const row = this.row(number)
    if (row.fence !== fence || row.state !== 'lives') return null
    row.beatCount += 1
    row.beatenAtMs = this.#nowMs()
    row.roles = roles
    return row.beatCount
  }

  give(number: number, shards: readonly number[]): void {
    for (const shard of shards) if (this.owners[shard] === number) this.owners[shard] = null
  }

  take(
    number: number,
    fence: number,
    request: { readonly roles: readonly NodeRole[]; readonly shardCountMax: number },
  ): void {
    const row = this.row(number)
    if (row.fence !== fence || row.state !== 'lives') return
    let count = this.owners.filter((owner) => owner === number).length
    for (const [shard, owner] of this.owners.entries()) {
      const isFree = owner === null || this.#flaws.givesOwnedShards === true
      if (!isFree || count >= request.shardCountMax) continue
      if (owner !== number) count += 1
      this.owners[shard] = number
    }
    if (request.roles.includes('maintenance')) this.maintainer ??= number
    else if (this.maintainer === number) this.maintainer = null
  }

  see(number: number): NodeView {
    return {
      peers: this.rows
        .filter(({ state }) => state === 'lives')
        .map(({ number: peer, beatCount, roles }) => ({ number: peer, beatCount, roles })),
      lost: this.rows.filter(({ state }) => state === 'fenced').map((row) => row.number),
      shards: this.shardsOf(number),
      isMaintainer: this.maintainer === number,
    }
  }

  shardsOf(number: number): readonly number[] {
    return this.owners.flatMap((owner, shard) => (owner === number ? [shard] : []))
  }

  fence(number: number, beatCount: number, by: number): boolean {
    const row = this.row(number)
    if (row.beatCount !== beatCount || row.state !== 'lives') return false
    this.#tell(row, by)
    this.#free(number)
    if (this.#flaws.freesWithoutFence === true) return true
    row.fence += 1
    row.state = 'fenced'
    return true
  }

  leave(number: number, fence: number): void {
    const row = this.row(number)
    if (row.fence !== fence || row.state !== 'lives') return
    row.beatCount += 1
    row.state = 'fenced'
    this.#free(number)
  }

  noteRecovered(number: number): void {
    const row = this.row(number)
    if (row.state === 'fenced') row.state = 'gone'
  }

  /** Whether the place of whoever held that fence is taken. */
  isTaken(node: number, fence: number): boolean {
    return this.#taken.has(`${node}/${fence}`)
  }

  #tell({ number: node, fence, beatenAtMs }: NodeRow, by: number | null): void {
    this.#taken.add(`${node}/${fence}`)
    this.#placeTaken({ node, fence, by, silentMs: this.#nowMs() - beatenAtMs })
  }

  #free(number: number): void {
    this.give(number, this.shardsOf(number))
    if (this.maintainer === number) this.maintainer = null
  }
}

function newRow(number: number, name: string): NodeRow {
  return {
    number,
    name,
    fence: 0,
    commitNumber: 0,
    commitResults: [],
    settledSeq: 0,
    beatCount: 0,
    beatenAtMs: 0,
    roles: [],
    state: 'lives',
  }
}
