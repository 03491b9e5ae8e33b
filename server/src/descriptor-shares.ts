/**
 * Shares out the file descriptors that the process may have: connections that come in, requests
 * that go out, connections kept open to endpoints, and a reserve that none of these may take, so
 * that a flood of connections never keeps the store from its files. Read once, at start.
 */
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { StartRefused } from './start-refused.ts'

export interface DescriptorShares {
  /** Connections that are accepted at a time. */
  readonly connectionsMax: number
  /** Requests under way to all targets. */
  readonly inFlightMax: number
  /** Idle connections kept open to endpoints. */
  readonly idleSocketsMax: number
}

export interface AllDescriptorShares extends DescriptorShares {
  /** Connections to inboxes, each the other end of a request under way. */
  readonly inboxConnectionsMax: number
}

/** What comes in where nothing else bounds it. */
const connectionsMax = 16_384
const idleSocketsMax = 1_000
/** Store, log, threads and name look-ups: about 60 were seen at work. */
const reserve = 96
/** Where files are plenty, more than are usually under way to all targets; else out of the reserve. */
const inboxConnections = { plenty: 1_024, few: 16 } as const
/** Less is no service: some thirty connections each way. */
const limitMin = 160

/** The shares under the limit of the process; the log is told when it takes something away. */
export function descriptorSharesOf(
  limit: number | null,
  { inFlightMax }: Pick<Config, 'inFlightMax'>,
  log: Logger,
): AllDescriptorShares {
  const wanted = { connectionsMax, inFlightMax, idleSocketsMax }
  const shares = shareDescriptors(limit, wanted)
  const enough = descriptorsFor(wanted)
  if (limit !== null && limit < enough) {
    log.warn(
      { files: limit, ...shares },
      `few files may be open, so limits are lower than set; ${enough} are enough (ulimit -n, LimitNOFILE)`,
    )
  }
  const isPlenty = limit === null || limit >= enough + inboxConnections.plenty
  const inboxConnectionsMax = inboxConnections[isPlenty ? 'plenty' : 'few']
  return { ...shares, inboxConnectionsMax }
}

/** What is wanted, or as much of it as the limit leaves; a null limit leaves all. */
export function shareDescriptors(limit: number | null, wanted: DescriptorShares): DescriptorShares {
  if (limit === null) return wanted
  if (limit < limitMin) {
    throw new StartRefused(
      `this process may have ${limit} files open, and needs ${limitMin} at the least; raise the limit (ulimit -n, LimitNOFILE) to ${descriptorsFor(wanted)}, which is enough for all settings as they are`,
    )
  }
  const free = limit - reserve
  const outgoing = Math.min(wanted.inFlightMax + wanted.idleSocketsMax, Math.floor(free / 2))
  const inFlightMax = Math.min(wanted.inFlightMax, Math.ceil(outgoing / 2))
  return {
    connectionsMax: Math.min(wanted.connectionsMax, free - outgoing),
    inFlightMax,
    idleSocketsMax: Math.min(wanted.idleSocketsMax, outgoing - inFlightMax),
  }
}

/** The limit that takes nothing away. */
export function descriptorsFor(wanted: DescriptorShares): number {
  const outgoing = wanted.inFlightMax + wanted.idleSocketsMax
  return reserve + outgoing + Math.max(wanted.connectionsMax, outgoing)
}
