/**
 * What makes this process one node of several on a PostgreSQL store: its name, what it does, the
 * broker that wakes the others, and its end when another node has taken its place.
 */
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { createInProcessBroker } from './brokers/in-process/in-process-broker.ts'
import { createPostgresNotifyBroker } from './brokers/postgres-notify/postgres-notify-broker.ts'
import type { Config } from './config.ts'
import type { NodeSettings } from './pipeline/membership.ts'
import type { Broker } from './ports/broker.ts'
import type { Random } from './ports/random.ts'
import { StartRefused } from './start-refused.ts'
import { parsePlace } from './stores/postgres/postgres-place.ts'
import { systemClock } from './system/system-clock.ts'

type NodeConfig = Pick<Config, 'store' | 'node' | 'roles' | 'leaseSeconds' | 'heartbeatSeconds'>

const roleCount = 3
/** Of a broker; chance alone keeps names apart. */
const nameBytes = 12
/** So many heartbeats may be lost before anybody is taken for dead. */
const beatsPerLease = 3

/** Null where one process has the store to itself. Throws `StartRefused` for settings at odds. */
export function nodeOf(
  config: NodeConfig,
  log: Logger,
  onFatal: ((error: unknown) => void) | undefined,
): NodeSettings | null {
  if (!isShared(config)) {
    if (config.roles.length === roleCount) return null
    throw new StartRefused(
      'POSTHORN_ROLES is for nodes that share a PostgreSQL store; with SQLite the one process does everything',
    )
  }
  if (config.heartbeatSeconds * beatsPerLease > config.leaseSeconds) {
    throw new StartRefused(
      'POSTHORN_HEARTBEAT_SECONDS is more than a third of POSTHORN_LEASE_SECONDS: one late heartbeat would look like a death',
    )
  }
  return {
    roles: config.roles,
    leaseMs: config.leaseSeconds * 1_000,
    heartbeatMs: config.heartbeatSeconds * 1_000,
    ended: onFatal ?? endNode(log),
  }
}

/** The name that the node keeps over restarts. */
export function nodeName(config: Pick<Config, 'node'>): string {
  return config.node ?? hostname()
}

export function openBroker(
  config: NodeConfig,
  { log, random }: { readonly log: Logger; readonly random: Random },
): Broker {
  if (!isShared(config)) return createInProcessBroker()
  return createPostgresNotifyBroker({
    place: parsePlace(config.store),
    name: Buffer.from(random.bytes(nameBytes)).toString('hex'),
    clock: systemClock,
    onDeaf: () =>
      log.warn(
        'no notifications come through, as behind a pool in transaction mode: what other nodes accept is found by looking, every 5 seconds',
      ),
  })
}

const isShared = ({ store }: NodeConfig): boolean => /^postgres(ql)?:/.test(store)

function endNode(log: Logger): (error: unknown) => void {
  return (error) => {
    log.fatal({ err: error }, 'another node took this one for dead: the process ends')
    process.exit(70)
  }
}
