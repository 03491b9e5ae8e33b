/**
 * What an import stores although a save would refuse it. A row is kept as it is, so that a move
 * loses nothing; whoever imports is told what will not work, or not be sent.
 */
import type { SubscriptionConfig } from '../../../domain/subscription.ts'
import { checkSubscriptionConfig } from '../../../manage/check-subscription-config.ts'
import { isObject } from '../member-reader.ts'
import type { SaveDoor } from '../save-webhook.ts'
import { isPayloadName } from '../validate-webhook.ts'

/** One sentence each; none repeats a header's value. */
export async function rowWarnings(
  config: SubscriptionConfig,
  unknownEvents: readonly string[],
  { context, tenant }: SaveDoor,
): Promise<readonly string[]> {
  const faults = await checkSubscriptionConfig(config, null, {
    ports: context.ports,
    tenantKey: tenant.key,
  })
  const { properties } = config.dialectSettings
  return [
    ...faults.map(({ field, header, detail }) =>
      field === 'url'
        ? `TargetUrl cannot be delivered to as it is: ${detail}`
        : `Headers ${header === null ? '' : JSON.stringify(header)} is not sent: it ${detail}.`,
    ),
    ...Object.keys(isObject(properties) ? properties : {})
      .filter(isPayloadName)
      .map((name) => `Properties ${JSON.stringify(name)} is not sent: the notification has it.`),
    ...unknownEvents.map(
      (event) => `Events ${JSON.stringify(event)} is about a webhook that was not imported.`,
    ),
  ]
}
