/**
 * Opens a whole service from its settings: adapters, pipeline, maintainer, API. With `main.ts` it
 * is the only place that knows which adapters exist. What is opened is closed in the opposite
 * order: no new requests, no new attempts, nothing half-written.
 */
import { pino, type Logger } from 'pino'
import { dayMs } from './domain/limits.ts'
import { allGroups, supervisionGroups } from './api/groups.ts'
import { createApi } from './api/server.ts'
import type { Config } from './config.ts'
import { createKeyMaker } from './dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from './dialects/tenant-status/issuer-key-maker.ts'
import { createAnnouncer } from './maintenance/announcer.ts'
import { createAuditCleaner } from './maintenance/audit-cleaner.ts'
import { createDeliverySweeper } from './maintenance/delivery-sweeper.ts'
import { createHistoryCleaner } from './maintenance/history-cleaner.ts'
import { createHistoryFolder } from './maintenance/history-folder.ts'
import { createLedgerRecounter } from './maintenance/ledger-recounter.ts'
import { createIssuerKeyKeeper } from './maintenance/issuer-key-keeper.ts'
import { startMaintainer } from './maintenance/maintainer.ts'
import { createMailSender } from './maintenance/mail-sender.ts'
import { createPortalCloser } from './maintenance/portal-closer.ts'
import { createReplayRunner } from './maintenance/replay-runner.ts'
import { createSecretRetirer } from './maintenance/secret-retirer.ts'
import { createSessionCleaner } from './maintenance/session-cleaner.ts'
import { createStoreTidier } from './maintenance/store-tidier.ts'
import { createTransitionTeller } from './maintenance/transition-teller.ts'
import { applyAllPublished, retireAllIssuerKeys } from './manage/apps/apply-all-published.ts'
import type { AppParts } from './manage/manage-parts.ts'
import { forgetEndedSessions } from './manage/accounts/session-records.ts'
import { endPortalSessions } from './manage/portal-links.ts'
import { oneRunAtATime, tellTransitions } from './manage/tenant-states/tell-transitions.ts'
import { stopSending } from './maintenance/stop-sending.ts'
import { createLogObserver } from './observers/log-observer.ts'
import { ObserverGroup } from './observers/observer-group.ts'
import type { NodeSettings } from './pipeline/membership.ts'
import type { Pipeline } from './pipeline/pipeline.ts'
import { startPipeline } from './pipeline/start-pipeline.ts'
import type { Observer } from './ports/observer.ts'
import type { Ports } from './ports/ports.ts'
import {
  openDialects,
  openDispatcher,
  openScriptDispatcher,
  readCrls,
  readExtraCa,
  type SendingConfig,
  version,
} from './open-senders.ts'
import { consoleFilesOf, offerSetup } from './open-console.ts'
import { issuerUrlsOf } from './open-issuers.ts'
import { openInboxes } from './open-inboxes.ts'
import { openObservers } from './open-observers.ts'
import { openMailer } from './open-mailer.ts'
import { nodeName, nodeOf, openBroker } from './open-node.ts'
import { createThreadSender } from './senders/thread/thread-sender.ts'
import type { Sender } from './ports/sender.ts'
import { type DescriptorShares, descriptorSharesOf } from './descriptor-shares.ts'
import { withoutPassword } from './setting-values.ts'
import { openStore } from './stores/open-store.ts'
import { readDescriptorLimit } from './system/descriptor-limit.ts'
import { createSystemRandom } from './system/system-random.ts'
import { systemClock } from './system/system-clock.ts'

export interface ServiceKeys {
  /** A function is called once the store is open. */
  readonly operatorKey: string | (() => string)
  /** A function is called once the store is locked, before anything of it is read or made. */
  readonly encryptionKey: Uint8Array | ((isNewStore: boolean) => Uint8Array)
}

export interface ServiceOptions {
  /** Told facts beside log and metrics: tests wait on them instead of sleeping. */
  readonly observers?: readonly Observer[]
  /** Where the log goes; by default standard error. */
  readonly log?: Logger
  /** Told when the store cannot make anything durable any more; the process has to end. */
  readonly onFatal?: (error: unknown) => void
}

export interface Service {
  readonly url: string
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly log: Logger
  /** Where the first account of an operator is made; null: an operator has one. Never logged. */
  readonly firstSetupUrl: string | null
  /** Stops within the time (milliseconds): what is not finished is given back to the store. */
  stop(graceMs?: number): Promise<void>
}

/** Opens everything and listens; rejects, with nothing left open, when something cannot be opened. */
export async function openService(
  config: Config,
  keys: ServiceKeys,
  options: ServiceOptions = {},
): Promise<Service> {
  const log = options.log ?? openLog(config.logLevel)
  const observer = new ObserverGroup(
    [createLogObserver(log), ...(options.observers ?? [])],
    (error) => log.error({ err: error }, 'an observer failed'),
  )
  const random = createSystemRandom()
  const shares = descriptorSharesOf(readDescriptorLimit(), config, log)
  const trust = { extraCaPem: readExtraCa(config.extraCa), crlsAtStart: readCrls(config.crl) }
  const node = nodeOf(config, log, options.onFatal)
  const store = await openStore(config.store, {
    clock: systemClock,
    nodeName: nodeName(config),
    random,
    encryptionKey: keys.encryptionKey,
    onFatal: options.onFatal ?? endProcess(log),
  })
  const opened: (() => Promise<void>)[] = [() => store.close()]
  try {
    const operatorKey =
      typeof keys.operatorKey === 'function' ? keys.operatorKey() : keys.operatorKey
    const inboxes = await openInboxes(config, shares, { store, random, log })
    if (inboxes !== null) opened.push(() => inboxes.close())
    const sending = { ...config, ...shares, ...trust, inboxPort: inboxes?.port ?? null }
    const dispatcher = openDispatcher(ofMainThread(sending), (error) =>
      log.warn({ err: error }, 'revocation lists'),
    )
    opened.push(() => dispatcher.close())
    const scripts = openScriptDispatcher(store.scripts)
    opened.push(() => scripts.close())
    const sender = openSender(sending, log)
    if (sender !== null) opened.push(() => sender.close())
    const mailer = openMailer(config, trust.extraCaPem)
    if (mailer !== null) opened.push(() => mailer.close())
    const ports: Ports = {
      ...(sender === null ? {} : { sender }),
      ...(mailer === null ? {} : { mailer }),
      ...(inboxes === null ? {} : { inboxes }),
      store,
      observer,
      random,
      clock: systemClock,
      broker: openBroker(config, { log, random }),
      keyMaker: createKeyMaker(random),
      issuerKeyMaker: createIssuerKeyMaker(),
      dialects: openDialects(sending),
      dispatchers: (name) => (name === 'script' ? scripts : dispatcher),
    }
    opened.push(() => ports.broker.close())
    return await startService({ config, node, shares, operatorKey, ports, observer, log, opened })
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}

interface Opened {
  readonly config: Config
  readonly node: NodeSettings | null
  readonly shares: DescriptorShares
  readonly operatorKey: string
  readonly ports: Ports
  readonly observer: ObserverGroup
  readonly log: Logger
  readonly opened: (() => Promise<void>)[]
}

async function startService(parts: Opened): Promise<Service> {
  const { config, ports, log, opened } = parts
  const pipeline = await startPipeline(ports, queuesOf(parts), parts.node)
  const observers = openObservers({ ports, observer: parts.observer, pipeline })
  const listening: { url: string | null } = { url: null }
  const appParts = { ports, pipeline, issuerUrls: issuerUrlsOf(config, () => listening.url) }
  const apps = appsOf(appParts)
  const { operatorKey } = parts
  const { connectionsMax } = parts.shares
  const isApi = config.roles.includes('api')
  const api = createApi(
    {
      ...appParts,
      ...apps,
      config,
      operatorKey,
      connectionsMax,
      ...observers,
      ...(isApi ? { consoleFiles: consoleFilesOf(config) } : {}),
    },
    isApi ? allGroups : supervisionGroups,
  )
  const maintainer = startMaintainer(
    [
      ...agents(config, ports, pipeline),
      createTransitionTeller(apps.tellTransitions),
      createPortalCloser(() => endPortalSessions(appParts, (keyId) => api.forgetKey(keyId))),
      createSessionCleaner(() => forgetEndedSessions({ ports })),
      createIssuerKeyKeeper({ retire: apps.retireIssuerKeys, apply: apps.applyIssuerKeys }),
    ],
    ports,
    () => pipeline.isMaintainer,
  )
  const stop = stopOnce(async (graceMs) => {
    const sending = stopSending({ pipeline, maintainer, clock: ports.clock }, graceMs)
    await Promise.all([api.close(graceMs), sending])
    await closeAll(opened)
  })
  try {
    const { url } = await api.listen()
    listening.url = url
    const firstSetupUrl = await offerSetup(parts, url)
    const store = withoutPassword(config.store)
    log.info({ url, version, store, connectionsMax }, 'posthorn listens')
    const stopWithin = (ms = config.shutdownSeconds * 1_000) => stop(ms)
    return { url, ports, pipeline, log, firstSetupUrl, stop: stopWithin }
  } catch (error) {
    await pipeline.stop(0)
    await maintainer.stop()
    throw error
  }
}

const queuesOf = ({ config, shares }: Opened) => ({
  perOrigin: config.inFlightPerOrigin,
  inAll: shares.inFlightMax,
  bytesMax: config.queueBytesMax,
  itemsPerLaneMax: 1_000,
})

/** What has to do with apps, and is done by nobody's call alone. */
function appsOf(parts: AppParts) {
  const faultAt = (where: string) => (error: unknown) =>
    parts.ports.observer.observe({ kind: 'fault', where, error })
  return {
    tellTransitions: oneRunAtATime(() => tellTransitions(parts), faultAt('tell-transitions')),
    applyIssuerKeys: oneRunAtATime(() => applyAllPublished(parts), faultAt('apply-published')),
    retireIssuerKeys: () => retireAllIssuerKeys(parts),
  }
}

function stopOnce(stop: (graceMs: number) => Promise<void>): (graceMs: number) => Promise<void> {
  let stopping: Promise<void> | null = null
  return (graceMs) => (stopping ??= stop(graceMs))
}

function agents(config: Config, ports: Ports, pipeline: Pipeline) {
  return [
    createHistoryFolder(ports),
    createAnnouncer(ports, pipeline),
    createMailSender(ports),
    createReplayRunner(ports),
    createDeliverySweeper(ports, pipeline.subscriptions),
    createSecretRetirer(ports, pipeline),
    createHistoryCleaner(ports, { retentionMs: config.retentionDays * dayMs }),
    createAuditCleaner(ports, { keptMs: config.auditDays * dayMs }),
    createStoreTidier(ports),
    createLedgerRecounter(ports),
  ]
}

/** Sockets and signatures get a core of their own, unless the operator keeps to one thread. */
function openSender(
  config: SendingConfig & Pick<Config, 'sendingThreads'>,
  log: Logger,
): Sender | null {
  if (config.sendingThreads === 0) return null
  const data: SendingConfig = {
    allowTargets: config.allowTargets,
    allowHttpTargets: config.allowHttpTargets,
    extraCaPem: config.extraCaPem,
    crl: config.crl,
    crlsAtStart: config.crlsAtStart,
    idleSocketsMax: config.idleSocketsMax,
    inboxPort: config.inboxPort,
    inFlightPerOrigin: config.inFlightPerOrigin,
    attemptTimeoutSeconds: config.attemptTimeoutSeconds,
    superofficeAcceptAny2xx: config.superofficeAcceptAny2xx,
    superofficeVersion: config.superofficeVersion,
    publicUrl: config.publicUrl,
  }
  return createThreadSender({
    module: new URL('./sending-thread.ts', import.meta.url),
    data,
    onEnd: (error) => log.error({ err: error }, 'the sending thread ended'),
  })
}

/** With a thread that sends, this one makes tests alone, and has little use for idle connections. */
function ofMainThread(config: SendingConfig & Pick<Config, 'sendingThreads'>): SendingConfig {
  return config.sendingThreads === 0 ? config : { ...config, idleSocketsMax: 16 }
}

/** Header values and secrets never reach the log by themselves; this is the net below. */
const redactedPaths = [
  'authorization',
  'headers.authorization',
  '*.secret',
  '*.secrets',
  '*.key',
  '*.password',
]

function openLog(level: string): Logger {
  return pino({ level, redact: redactedPaths, base: { pid: process.pid } }, pino.destination(2))
}

/** A failed sync means that nothing can be promised any more: end, and let the next start recover. */
function endProcess(log: Logger): (error: unknown) => void {
  return (error) => {
    log.fatal({ err: error }, 'the store cannot make anything durable: the process ends')
    process.exit(70)
  }
}

async function closeAll(opened: (() => Promise<void>)[]): Promise<void> {
  for (const close of opened.reverse()) await close()
}
