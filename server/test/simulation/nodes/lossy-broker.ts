/**
 * Wake-ups between nodes: late, doubled or lost, as a seed drew it. One that crosses a cut is lost,
 * since it goes by way of the store. The node that wakes wakes itself at once.
 */
import type { Broker } from '../../../src/ports/broker.ts'
import type { SeededRandom } from '../../world/seeded-random.ts'
import type { SimulatedClock } from '../../world/simulated-clock.ts'
import type { NodeClock } from './node-clock.ts'
import type { NodeLink } from './node-link.ts'

export interface BrokerManner {
  readonly lossShare: number
  readonly doubleShare: number
  readonly lateMsMax: number
}

interface Station {
  readonly clock: NodeClock
  readonly link: NodeLink
  readonly listeners: Set<(subscriptionNumbers: readonly number[]) => void>
}

/** Wake-ups of a moment go out together. */
const gatherMs = 50

export class WakeUps {
  readonly #clock: SimulatedClock
  readonly #random: SeededRandom
  readonly #manner: BrokerManner
  readonly #stations = new Set<Station>()

  constructor(clock: SimulatedClock, random: SeededRandom, manner: BrokerManner) {
    this.#clock = clock
    this.#random = random
    this.#manner = manner
  }

  /** The broker of a node's process. */
  join(clock: NodeClock, link: NodeLink): Broker {
    const station: Station = { clock, link, listeners: new Set() }
    this.#stations.add(station)
    return {
      wake: (numbers) => {
        for (const listener of station.listeners) listener(numbers)
        if (!station.link.isCut) this.#send(station, numbers)
      },
      onWake(listener) {
        station.listeners.add(listener)
        return () => station.listeners.delete(listener)
      },
      close: () => {
        this.#stations.delete(station)
        return Promise.resolve()
      },
    }
  }

  #send(from: Station, numbers: readonly number[]): void {
    const { lossShare, doubleShare, lateMsMax } = this.#manner
    for (const station of this.#stations) {
      if (station === from) continue
      const count = this.#random.chance(doubleShare) ? 2 : 1
      for (let copy = 0; copy < count; copy += 1) {
        if (this.#random.chance(lossShare)) continue
        const waitMs = gatherMs + this.#random.between(0, lateMsMax)
        this.#clock.after(waitMs, () => {
          if (!station.link.isCut) station.clock.arrive(() => hear(station, numbers))
        })
      }
    }
  }
}

function hear({ listeners }: Station, numbers: readonly number[]): void {
  for (const listener of listeners) listener(numbers)
}
