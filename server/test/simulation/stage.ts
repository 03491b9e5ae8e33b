/** What client, operator and checkers of one simulation share. */
import type { Tenant } from '../../src/domain/tenant.ts'
import type { SeededRandom } from '../world/seeded-random.ts'
import type { SimulatedClock } from '../world/simulated-clock.ts'
import type { SimulatedNetwork } from '../world/simulated-network.ts'
import type { SimulatedProcess } from '../world/simulated-world.ts'
import type { Chronicle } from './chronicle.ts'
import type { DeliveriesSeen } from './deliveries-seen.ts'
import type { EndpointLines } from './endpoint-line.ts'
import type { ChangeAsk, EventAsk } from './happenings.ts'
import type { Scenario } from './scenario.ts'
import type { SubscriptionsSeen } from './subscriptions-seen.ts'
import type { Troubles } from './troubles.ts'

export interface Stage {
  readonly scenario: Scenario
  readonly world: StageWorld
  readonly chronicle: Chronicle
  readonly random: SeededRandom
  readonly tenants: Tenant[]
  readonly asks: EventAsk[]
  readonly changes: ChangeAsk[]
  readonly deliveries: DeliveriesSeen
  readonly subscriptions: SubscriptionsSeen
  readonly lines: EndpointLines
  readonly troubles: Pick<Troubles, 'crashCount' | 'wereNormal' | 'noneSince'>
}

/** One process, or several nodes. */
export interface StageWorld {
  readonly clock: SimulatedClock
  readonly network: SimulatedNetwork
  /** Whose memory shows how things stand; null while there is nobody. */
  readonly process: SimulatedProcess | null
  /** Who takes what clients and operators ask for now; null: nobody. */
  door(): SimulatedProcess | null
}
