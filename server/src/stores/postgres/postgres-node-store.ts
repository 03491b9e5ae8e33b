/**
 * Nodes and shards as rows. Heartbeats go over a connection of their own, so that they do not wait
 * behind commits. Every commit of a node updates its row under its fence; raising the fence updates
 * the same row, so it waits for a commit under way and no later one can happen.
 */
import type { NodeRole, Peer } from '../../domain/lease.ts'
import type { NodeBeat, NodeStore, NodeView } from '../../ports/node-store.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import { recoverSlice } from './recover-targets.ts'
import { numberArray } from './sql-arrays.ts'
import type { WriteLane } from './write-lane.ts'

export interface NodeStoreParts {
  readonly lane: WriteLane
  /** Of heartbeats alone. */
  readonly reader: Reader
  readonly number: number
  readonly fence: number
}

const states = { lives: 0, fenced: 1, gone: 2 } as const
/** The row of `shard` that stands for the maintenance. */
const maintenance = -1

interface SeenNode {
  readonly number: number
  readonly beat_count: number
  readonly roles: string
  readonly state: number
  /** Numbers with commas between them. */
  readonly shards: string | null
}

export class PostgresNodeStore implements NodeStore {
  readonly number: number
  readonly #parts: NodeStoreParts

  constructor(parts: NodeStoreParts) {
    this.#parts = parts
    this.number = parts.number
  }

  async beat(request: NodeBeat): Promise<NodeView | null> {
    const { reader } = this.#parts
    if (!(await this.#renew(request))) return null
    // It kept house under its name before, in another role.
    const isMaintaining = request.roles.includes('maintenance')
    const give = isMaintaining ? request.give : [...request.give, maintenance]
    if (give.length > 0) await this.#give(give)
    await this.#take(request)
    const nodes = await reader.query<SeenNode>(seeNodes)
    const ours = readNumbers(nodes.find(({ number }) => number === this.number)?.shards ?? null)
    return {
      peers: nodes
        .filter(({ state }) => state === states.lives)
        .map(({ number, beat_count: beatCount, roles }) => ({
          number,
          beatCount,
          roles: readRoles(roles),
        })),
      lost: nodes.filter(({ state }) => state === states.fenced).map(({ number }) => number),
      shards: ours.filter((shard) => shard !== maintenance),
      isMaintainer: ours.includes(maintenance),
    }
  }

  async fence(peer: Peer): Promise<boolean> {
    const rows = await this.#parts.reader.query<{ number: number }>(
      `WITH fenced AS (
        UPDATE node SET fence = fence + 1, state = ${states.fenced}
        WHERE number = $1 AND beat_count = $2::bigint AND state = ${states.lives} RETURNING number
      ), freed AS (
        UPDATE shard SET node = NULL WHERE node IN (SELECT number FROM fenced) RETURNING 1
      ) SELECT number FROM fenced`,
      [peer.number, peer.beatCount],
    )
    return rows.length > 0
  }

  async recover(number: number): Promise<number> {
    let recoveredCount = 0
    for (;;) {
      const count = await this.#parts.lane.turn<number | null>({
        run: (context) => recoverSlice(context, number),
        recall: () => Promise.resolve(0),
      })
      if (count === null) break
      recoveredCount += count
    }
    await this.#parts.lane.turn({
      async run({ commit }) {
        await commit(noteRecovered(number))
      },
      recall: () => Promise.resolve(),
    })
    return recoveredCount
  }

  async leave(): Promise<void> {
    const { number, fence } = this.#parts
    await this.#parts.reader.query(
      `WITH left_node AS (
        UPDATE node SET beat_count = beat_count + 1, state = ${states.fenced}
        WHERE number = $1 AND fence = $2::bigint AND state = ${states.lives} RETURNING number
      ) UPDATE shard SET node = NULL WHERE node IN (SELECT number FROM left_node)`,
      [number, fence],
    )
  }

  async #renew({ roles }: NodeBeat): Promise<boolean> {
    const { reader, number, fence } = this.#parts
    const rows = await reader.query<{ number: number }>(
      `UPDATE node SET beat_count = beat_count + 1, roles = $3
      WHERE number = $1 AND fence = $2::bigint AND state = ${states.lives} RETURNING number`,
      [number, fence, roles.join(',')],
    )
    return rows.length > 0
  }

  async #give(shards: readonly number[]): Promise<void> {
    // A late one of a process that was replaced under its name must not free what the next one has.
    await this.#parts.reader.query(
      `WITH me AS (SELECT number FROM node
        WHERE number = $1 AND fence = $3::bigint AND state = ${states.lives} FOR SHARE)
      UPDATE shard SET node = NULL
      WHERE node IN (SELECT number FROM me) AND number = ANY ($2::integer[])`,
      [this.number, numberArray(shards), this.#parts.fence],
    )
  }

  /** Free ones only; of two that reach for the same one the later finds it taken. */
  async #take({ roles, shardCountMax }: NodeBeat): Promise<void> {
    const { reader, fence } = this.#parts
    const isMaintaining = roles.includes('maintenance')
    await reader.query(
      `WITH me AS (SELECT number FROM node
        WHERE number = $1 AND fence = $2::bigint AND state = ${states.lives} FOR SHARE),
      owned AS (SELECT count(*) AS count FROM shard
        WHERE node = $1 AND number > ${maintenance}),
      free AS (
        SELECT number FROM shard WHERE node IS NULL AND number > ${maintenance}
        ORDER BY number
        LIMIT greatest(0, $3::integer - (SELECT count FROM owned))
        FOR UPDATE SKIP LOCKED
      ), house AS (
        SELECT number FROM shard WHERE node IS NULL AND number = ${maintenance} AND $4::boolean
        FOR UPDATE SKIP LOCKED
      )
      UPDATE shard SET node = me.number FROM me
      WHERE shard.node IS NULL AND (shard.number IN (SELECT number FROM free)
        OR shard.number IN (SELECT number FROM house))`,
      [this.number, fence, shardCountMax, isMaintaining],
    )
  }
}

const seeNodes = `SELECT node.number, node.beat_count, node.roles, node.state,
    (SELECT string_agg(shard.number::text, ',' ORDER BY shard.number) FROM shard
      WHERE shard.node = node.number)
      AS shards
  FROM node WHERE state <> ${states.gone} ORDER BY node.number`

function noteRecovered(number: number): CommitStatement {
  const statement = new CommitStatement()
  const node = statement.bind(number)
  statement.with(
    'recovered',
    `UPDATE node SET state = ${states.gone}
    WHERE number = ${node} AND state = ${states.fenced} RETURNING 1`,
  )
  return statement
}

const readNumbers = (text: string | null): readonly number[] =>
  text === null ? [] : text.split(',').map(Number)

const readRoles = (text: string): readonly NodeRole[] =>
  text.split(',').filter((role): role is NodeRole => /^(api|worker|maintenance)$/.test(role))
