/**
 * What an import stores although a save would refuse it. A row is kept as it is, so that a move
 * loses nothing; whoever imports is told what will not work, or not be sent.
 */
import type { SubscriptionConfig } from '../../../domain/subscription.ts'
import {
  checkSubscriptionConfig,
  type ConfigFault,
} from '../../../manage/check-subscription-config.ts'
import { isObject } from '../member-reader.ts'
import type { SaveDoor } from '../save-webhook.ts'
import { isPayloadName } from '../validate-webhook.ts'

/** Names are looked up for targets; a name server that is down answers none of them. */
const lookUpsMax = 16
/** For all of them: the answer itself has to come within 35 s. */
const lookUpsMsMax = 15_000

export interface JudgedRow {
  readonly config: SubscriptionConfig
  readonly unknownEvents: readonly string[]
}

/** For each row one sentence for each; none repeats a header's value. */
export async function warningsOf(
  rows: readonly JudgedRow[],
  door: SaveDoor,
): Promise<readonly (readonly string[])[]> {
  const targets = await judgeTargets(rows, door)
  return Promise.all(
    rows.map(async ({ config, unknownEvents }) => [
      ...(targets.get(targetOf(config)) ?? [notLookedUp]),
      // Compared with itself its target is not judged again.
      ...(await faultsOf(config, config, door)).map(
        ({ header, detail }) =>
          `Headers ${header === null ? '' : JSON.stringify(header)} is not sent: it ${detail}.`,
      ),
      ...propertyWarnings(config),
      ...unknownEvents.map(
        (event) => `Events ${JSON.stringify(event)} is about a webhook that was not imported.`,
      ),
    ]),
  )
}

const notLookedUp =
  'TargetUrl was not looked up: other targets took too long. A dry run of fewer rows judges it.'

const targetOf = ({ dispatcher, url }: SubscriptionConfig): string => `${dispatcher} ${url}`

/** Each target once, some of them at a time; what the time is too short for is left out. */
async function judgeTargets(
  rows: readonly JudgedRow[],
  door: SaveDoor,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { clock } = door.context.ports
  const untilMs = clock.monotonicMs() + lookUpsMsMax
  const left = new Map(rows.map(({ config }) => [targetOf(config), config])).entries()
  const judged = new Map<string, readonly string[]>()
  const judgeSome = async (): Promise<void> => {
    for (const [target, config] of left) {
      if (clock.monotonicMs() >= untilMs) return
      const faults = await faultsOf(config, null, door)
      judged.set(
        target,
        faults
          .filter(({ field }) => field === 'url')
          .map(({ detail }) => `TargetUrl cannot be delivered to as it is: ${detail}`),
      )
    }
  }
  await Promise.all(Array.from({ length: lookUpsMax }, judgeSome))
  return judged
}

function faultsOf(
  config: SubscriptionConfig,
  before: SubscriptionConfig | null,
  { context, tenant }: SaveDoor,
): Promise<readonly ConfigFault[]> {
  const { ports } = context
  return checkSubscriptionConfig(config, before, { ports, tenantKey: tenant.key })
}

function propertyWarnings({ dialectSettings }: SubscriptionConfig): readonly string[] {
  const { properties } = dialectSettings
  return Object.keys(isObject(properties) ? properties : {})
    .filter(isPayloadName)
    .map((name) => `Properties ${JSON.stringify(name)} is not sent: the notification has it.`)
}
