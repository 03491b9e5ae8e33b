/** Opens the inboxes of this process, unless its settings say that there are none. */
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { AllDescriptorShares } from './descriptor-shares.ts'
import { openLoopbackInboxes } from './inboxes/loopback/loopback-inboxes.ts'
import { findAnyInbox } from './manage/inboxes.ts'
import type { InboxListener } from './ports/inbox-listener.ts'
import type { Ports, Store } from './ports/ports.ts'
import { systemClock } from './system/system-clock.ts'

export async function openInboxes(
  config: Pick<Config, 'inboxes'>,
  shares: Pick<AllDescriptorShares, 'inboxConnectionsMax'>,
  parts: { readonly store: Store; readonly random: Ports['random']; readonly log: Logger },
): Promise<InboxListener | null> {
  if (!config.inboxes) return null
  const { store, random, log } = parts
  return openLoopbackInboxes({
    clock: systemClock,
    random,
    connectionsMax: shares.inboxConnectionsMax,
    onFault: (error) => log.error({ err: error }, 'an inbox could not answer'),
    async find(id) {
      const held = await findAnyInbox(id, store)
      return held === null ? null : { inbox: held.value, revision: held.revision }
    },
  })
}
