/** Claims by order key; they see what is committed. */
import { type ClaimedDelivery, heldName } from '../../ports/delivery-store.ts'
import type {
  ClaimAlong,
  ClaimedAlong,
  ClaimFirst,
  OrderKeyStore,
} from '../../ports/order-key-store.ts'
import { withEvents } from './claim-waiting.ts'
import type { Reader } from './read-pool.ts'
import { textArray } from './sql-arrays.ts'
import { toPendingDelivery, type WaitingRow } from './waiting-rows.ts'

// One step of the index by keys for each, said so that no other one can be taken: along the line a
// step would go past all that stands before the key.
const keyed = 'first.kept_key IS NOT NULL AND NOT first.is_quarantined'
const byKey = 'ORDER BY first.subscription, first.kept_key, first.position LIMIT 1'

interface AlongRow extends WaitingRow {
  readonly is_first: boolean
}

export class PostgresOrderKeyStore implements OrderKeyStore {
  readonly #reader: Reader

  constructor(reader: Reader) {
    this.#reader = reader
  }

  async claimAlong(request: ClaimAlong): Promise<ClaimedAlong> {
    const { subscriptionNumber, afterPosition, lookedAtMax, limit, bytesMax } = request
    const looked = await this.#reader.plan<AlongRow>(
      `WITH line AS (
        SELECT * FROM waiting WHERE subscription = $1 AND position > $2 AND NOT is_quarantined
        ORDER BY position LIMIT $3
      ), head AS (
        SELECT key, (
          SELECT first.position FROM waiting AS first
          WHERE (first.subscription, first.kept_key) >= ($1, key) AND ${keyed} ${byKey}
        ) AS position
        FROM (SELECT DISTINCT kept_key AS key FROM line WHERE kept_key IS NOT NULL) AS known
      )
      SELECT line.*, line.kept_key IS NULL OR line.position = head.position AS is_first
      FROM line LEFT JOIN head ON head.key = line.kept_key ORDER BY line.position`,
      [subscriptionNumber, afterPosition, lookedAtMax],
    )
    const ready = looked.filter((row) => row.is_first && mayGo(row, request))
    const deliveries = ready.slice(0, limit).map(toPendingDelivery)
    const rows = await withEvents(this.#reader, deliveries, bytesMax)
    const isHeavy = isFull(rows, bytesMax)
    const isCut = isHeavy || deliveries.length < ready.length
    const lastTaken = isHeavy ? rows.at(-1)?.delivery : deliveries.at(-1)
    const last = isCut ? lastTaken?.position : looked.at(-1)?.position
    return {
      rows,
      lookedTo: last ?? afterPosition,
      isAtEnd: !isCut && looked.length < lookedAtMax,
    }
  }

  async claimFirst(request: ClaimFirst): Promise<readonly ClaimedDelivery[]> {
    const { subscriptionNumber, keys, bytesMax } = request
    const firsts = await this.#reader.plan<WaitingRow>(
      `SELECT first.* FROM unnest($2::text[]) WITH ORDINALITY AS given (key, ordinal)
        CROSS JOIN LATERAL (
          SELECT first.* FROM waiting AS first
          WHERE (first.subscription, first.kept_key) >= ($1, given.key COLLATE "C") AND ${keyed}
          ${byKey}
        ) AS first
      WHERE first.subscription = $1 AND first.kept_key = given.key COLLATE "C"
      ORDER BY given.ordinal`,
      [subscriptionNumber, textArray(keys)],
    )
    const ready = firsts.filter((row) => mayGo(row, request))
    return withEvents(this.#reader, ready.map(toPendingDelivery), bytesMax)
  }
}

function mayGo(row: WaitingRow, { includesTried, nowMs, held }: ClaimAlong | ClaimFirst): boolean {
  const isReady = row.attempt_count > 0 ? includesTried : row.due_at_ms <= nowMs
  return isReady && !held.has(heldName(toPendingDelivery(row)))
}

function isFull(rows: readonly ClaimedDelivery[], bytesMax = Infinity): boolean {
  return rows.reduce((sum, { event }) => sum + event.data.length, 0) >= bytesMax
}
