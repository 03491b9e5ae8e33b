/**
 * Where deliveries wait and end. Outcomes and rows share commits with events; what has to look
 * before it writes takes a turn of its own. Claims and heads are read beside them and see what is
 * committed.
 */
import type { DeliveryKey } from '../../domain/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import type {
  ClaimedDelivery,
  ClaimRequest,
  CloseRequest,
  DeliveryStore,
  OutcomeRecord,
  StartRuns,
  WaitingHead,
} from '../../ports/delivery-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { announcementRows } from '../sql/announcement-rows.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { claimDue, heads } from './claim-waiting.ts'
import { cancelStatement, expireStatement } from './close-waiting.ts'
import { lastSeqBefore } from './event-spans.ts'
import { lateStatement } from './late-outcomes.ts'
import type { Reader } from './read-pool.ts'
import { recoverSlice } from './recover-targets.ts'
import { recallRuns, startStatement } from './start-runs.ts'
import { type KeyRow, toDeliveryKey } from './waiting-rows.ts'
import type { WriteLane } from './write-lane.ts'

export interface DeliveryStoreParts {
  readonly refusal: StoreRefusal
  readonly lane: WriteLane
  readonly reader: Reader
  readonly sealedValues: SealedValues
  readonly clock: Clock
}

/** What an outcome with its reply weighs in the bound on a commit's bytes. */
const outcomeBytes = 300
const rowBytes = 100

export class PostgresDeliveryStore implements DeliveryStore {
  readonly #parts: DeliveryStoreParts

  constructor(parts: DeliveryStoreParts) {
    this.#parts = parts
  }

  async recordOutcomes(outcomes: readonly OutcomeRecord[]): Promise<void> {
    if (outcomes.length === 0) return
    const { lane, sealedValues } = this.#parts
    const byteCount = outcomes.length * outcomeBytes
    const announced = announcementRows(outcomes, sealedValues)
    const result = await lane.submit({ kind: 'outcomes', outcomes, announced }, 'soon', byteCount)
    if (result === 'overloaded' || result.kind !== 'recorded') {
      throw new Error('outcomes were answered as an event')
    }
    if (result.strays.length === 0) return
    await lane.turn({
      async run({ commit }) {
        await commit(lateStatement(result.strays))
      },
      recall: () => Promise.resolve(),
    })
  }

  async keepWaiting(request: Parameters<DeliveryStore['keepWaiting']>[0]): Promise<void> {
    const byteCount = request.deliveries.length * rowBytes
    await this.#parts.lane.submit({ kind: 'waiting', ...request }, 'soon', byteCount)
  }

  claimDue(request: ClaimRequest): Promise<readonly ClaimedDelivery[]> {
    return claimDue(this.#parts.reader, request)
  }

  heads(): Promise<readonly WaitingHead[]> {
    return heads(this.#parts.reader)
  }

  async recover(): Promise<number> {
    let recoveredCount = 0
    for (;;) {
      const count = await this.#parts.lane.turn<number | null>({
        run: (context) => recoverSlice(context, context.node),
        // Of a slice whose answer was lost only the count is lost.
        recall: () => Promise.resolve(0),
      })
      if (count === null) return recoveredCount
      recoveredCount += count
    }
  }

  async startRuns(request: StartRuns): Promise<readonly DeliveryKey[]> {
    checkRoom(this.#parts.refusal)
    const { lane, reader, clock } = this.#parts
    return lane.turn<readonly DeliveryKey[]>({
      async run({ commit }) {
        const rows = await commit<KeyRow & { ordinal: number }>(
          startStatement(request, clock.nowMs()),
        )
        return rows.toSorted((a, b) => a.ordinal - b.ordinal).map(toDeliveryKey)
      },
      recall: () => recallRuns(reader, request),
    })
  }

  async markSending(request: Parameters<DeliveryStore['markSending']>[0]): Promise<void> {
    const byteCount = request.deliveries.length * rowBytes
    await this.#parts.lane.submit({ kind: 'marks', ...request }, 'now', byteCount)
  }

  closeWaiting(request: CloseRequest): Promise<readonly DeliveryKey[]> {
    return this.#parts.lane.turn<readonly DeliveryKey[]>({
      async run({ client, commit }) {
        const statement =
          request.state === 'cancelled'
            ? cancelStatement(request)
            : expireStatement(request, await lastSeqBefore(client, request.acceptedBeforeMs))
        const rows = await commit<KeyRow & { position: number }>(statement)
        return rows.toSorted((a, b) => a.position - b.position).map(toDeliveryKey)
      },
      // They ended; who watches is not told which.
      recall: () => Promise.resolve([]),
    })
  }
}
