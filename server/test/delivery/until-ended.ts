import type { EventId } from '../../src/domain/ids.ts'
import { type DeliveryWorld, minuteMs, secondMs } from './delivery-world.ts'

/** Sleeps from one retry of a delivery to the next, until it has ended. */
export async function untilEnded(world: DeliveryWorld, id: EventId, number: number): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    await world.run(secondMs)
    const { state, dueAtMs } = await world.delivery(id, number)
    if (state !== 'pending') return
    await world.sleep((dueAtMs ?? 0) - world.clock.nowMs() - secondMs)
    await world.run(10 * minuteMs)
  }
}
