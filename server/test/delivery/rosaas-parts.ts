import type { DeliveryWorld, SubscribeOptions } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

export const typedSecret = 'My secret, typed by hand!'

/** A RoSaaS subscription to everything, with a secret that was typed. */
export function subscribeRosaas(
  world: DeliveryWorld,
  receiver: ScriptedReceiver,
  options: SubscribeOptions = {},
): Promise<number> {
  return world.subscribe(receiver, {
    dialect: 'rosaas',
    secrets: { current: [{ kind: 'hmac-text', text: typedSecret }], old: [] },
    ...options,
  })
}
