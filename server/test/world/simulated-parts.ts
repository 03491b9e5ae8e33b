/** What every simulated process is made of besides its store: the real dialects and agents. */
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import { createSuperOfficeDialect } from '../../src/dialects/superoffice/dialect.ts'
import type { DialectName } from '../../src/domain/subscription.ts'
import { createAnnouncer } from '../../src/maintenance/announcer.ts'
import { createDeliverySweeper } from '../../src/maintenance/delivery-sweeper.ts'
import { createHistoryCleaner } from '../../src/maintenance/history-cleaner.ts'
import { createHistoryFolder } from '../../src/maintenance/history-folder.ts'
import type { Agent } from '../../src/maintenance/maintainer.ts'
import { createMailSender } from '../../src/maintenance/mail-sender.ts'
import { createReplayRunner } from '../../src/maintenance/replay-runner.ts'
import { createSecretRetirer } from '../../src/maintenance/secret-retirer.ts'
import { createStoreTidier } from '../../src/maintenance/store-tidier.ts'
import type { Pipeline } from '../../src/pipeline/pipeline.ts'
import type { Dialect } from '../../src/ports/dialect.ts'
import type { Ports } from '../../src/ports/ports.ts'

/** Who keeps house in a simulated process. */
export function simulatedAgents(
  ports: Ports,
  pipeline: Pipeline,
  retentionMs: number,
): readonly Agent[] {
  return [
    createHistoryFolder(ports),
    createAnnouncer(ports, pipeline),
    createMailSender(ports),
    createReplayRunner(ports),
    createDeliverySweeper(ports, pipeline.subscriptions),
    createSecretRetirer(ports, pipeline),
    createHistoryCleaner(ports, { retentionMs }),
    createStoreTidier(ports),
  ]
}

const opened = new Map<DialectName, Dialect>([
  ['superoffice', createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '10.0' })],
  ['standard-webhooks', createStandardWebhooksDialect({ userAgentVersion: '0.1.0' })],
])

export function simulatedDialects(name: DialectName): Dialect {
  const dialect = opened.get(name)
  if (dialect === undefined) throw new Error(`no dialect "${name}"`)
  return dialect
}
