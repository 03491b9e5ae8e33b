/** What client, operator and checkers of one simulation share. */
import type { Tenant } from '../../src/domain/tenant.ts'
import type { SeededRandom } from '../world/seeded-random.ts'
import type { SimulatedWorld } from '../world/simulated-world.ts'
import type { Chronicle } from './chronicle.ts'
import type { DeliveriesSeen } from './deliveries-seen.ts'
import type { EndpointLines } from './endpoint-line.ts'
import type { ChangeAsk, EventAsk } from './happenings.ts'
import type { Scenario } from './scenario.ts'
import type { SubscriptionsSeen } from './subscriptions-seen.ts'
import type { Troubles } from './troubles.ts'

export interface Stage {
  readonly scenario: Scenario
  readonly world: SimulatedWorld
  readonly chronicle: Chronicle
  readonly random: SeededRandom
  readonly tenants: Tenant[]
  readonly asks: EventAsk[]
  readonly changes: ChangeAsk[]
  readonly deliveries: DeliveriesSeen
  readonly subscriptions: SubscriptionsSeen
  readonly lines: EndpointLines
  readonly troubles: Troubles
}
