/** Claims by order key, on the connection that writes: they answer only when what they saw is on disk. */
import { type ClaimedDelivery, heldName } from '../../ports/delivery-store.ts'
import type {
  ClaimAlong,
  ClaimedAlong,
  ClaimFirst,
  OrderKeyStore,
} from '../../ports/order-key-store.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { toPendingDelivery, type WaitingRow } from '../sql/delivery-rows.ts'
import { type ClaimParts, readEvent, RecentData } from './claim-waiting.ts'
import type { DeliveryStoreParts } from './sqlite-delivery-store.ts'

interface AlongRow extends WaitingRow {
  readonly id: Uint8Array
  readonly is_first: number
}

const along = `SELECT waiting.*, event.id, kept_key IS NULL OR NOT EXISTS (
    SELECT 1 FROM waiting AS before INDEXED BY waiting_by_key
    WHERE before.subscription = waiting.subscription AND before.kept_key = waiting.kept_key
      AND before.is_quarantined = 0 AND before.position < waiting.position
  ) AS is_first
  FROM waiting CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.position > ? AND +waiting.is_quarantined = 0
  ORDER BY waiting.position LIMIT ?`
const first = `SELECT waiting.*, event.id
  FROM waiting INDEXED BY waiting_by_key CROSS JOIN event ON event.seq = waiting.event_seq
  WHERE waiting.subscription = ? AND waiting.kept_key = ? AND waiting.is_quarantined = 0
  ORDER BY waiting.position LIMIT 1`

export class SqliteOrderKeyStore implements OrderKeyStore {
  readonly #parts: ClaimParts & Pick<DeliveryStoreParts, 'commit'>

  constructor(parts: Pick<DeliveryStoreParts, 'engine' | 'directory' | 'commit'>) {
    this.#parts = { ...parts, recent: new RecentData() }
  }

  async claimAlong(request: ClaimAlong): Promise<ClaimedAlong> {
    const { subscriptionNumber, afterPosition, lookedAtMax, limit } = request
    const claim = new Claim(request, this.#parts)
    let lookedTo = afterPosition
    let lookedAtCount = 0
    const looked = this.#parts.engine.each<AlongRow>(
      along,
      subscriptionNumber,
      afterPosition,
      lookedAtMax,
    )
    for (const row of looked) {
      lookedAtCount += 1
      lookedTo = row.position
      if (row.is_first === 1) claim.take(row)
      if (claim.rows.length >= limit || claim.isFull) break
    }
    await this.#parts.commit.syncing
    const isCut = claim.rows.length >= limit || claim.isFull
    return { rows: claim.rows, lookedTo, isAtEnd: !isCut && lookedAtCount < lookedAtMax }
  }

  async claimFirst(request: ClaimFirst): Promise<readonly ClaimedDelivery[]> {
    const claim = new Claim(request, this.#parts)
    for (const key of request.keys) {
      const row = this.#parts.engine.get<AlongRow>(first, request.subscriptionNumber, key)
      if (row !== undefined) claim.take(row)
      if (claim.isFull) break
    }
    await this.#parts.commit.syncing
    return claim.rows
  }
}

/** What a claim has found so far. */
class Claim {
  readonly rows: ClaimedDelivery[] = []
  readonly #request: ClaimAlong | ClaimFirst
  readonly #parts: ClaimParts
  #bytes = 0

  constructor(request: ClaimAlong | ClaimFirst, parts: ClaimParts) {
    this.#request = request
    this.#parts = parts
  }

  get isFull(): boolean {
    return this.#bytes >= (this.#request.bytesMax ?? Infinity)
  }

  take(row: AlongRow): void {
    const { includesTried, nowMs, held } = this.#request
    const isReady = row.attempt_count > 0 ? includesTried : row.due_at_ms <= nowMs
    if (!isReady) return
    const delivery = toPendingDelivery(row, bytesToId('evt', row.id))
    if (held.has(heldName(delivery))) return
    const event = readEvent(this.#parts, row.event_seq)
    this.rows.push({ delivery, event })
    this.#bytes += event.data.length
  }
}
