/**
 * Turns an endpoint's name into addresses, for the check at save and for every new connection.
 *
 * It asks the name servers itself (c-ares over UDP): `dns.lookup` has four threads for the whole
 * process, and eight dead names on them delay every healthy one. Answers are cached within their
 * time to live, failures shortly; a name that did not answer lately waits in a narrow lane, so
 * dead names cannot take the room of healthy ones. It judges nothing. Memory only.
 */
import { Resolver } from 'node:dns/promises'
import { HostsFile } from './hosts-file.ts'

export type Resolution =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }

export interface NameResolver {
  /** Never rejects; `host` is a name in lower case without trailing dot, never an address. */
  resolve(host: string): Promise<Resolution>
  close(): void
}

export interface NameResolverOptions {
  /** `address:port` of name servers; the system's when left out. */
  readonly servers?: readonly string[]
  readonly hostsPath?: string
  /** Names asked for at the same time; more wait their turn. */
  readonly lookupsMax?: number
}

interface Entry {
  resolution: Resolution
  expiresAtMs: number
  /** It gave no answer last time: next time it takes the narrow lane. */
  isSilent: boolean
}

interface Part {
  readonly addresses: readonly string[]
  readonly ttlSeconds: number
  readonly reason: string | null
}

const familyCount = 2
const lookupMsMax = 3_000
/** After one family has answered, the other gets this long (RFC 8305, section 3). */
const otherFamilyMs = 50
const foundMsMin = 1_000
const foundMsMax = 60_000
const absentMs = 5_000
const silentMs = 1_000
const namesMax = 10_000
const addressesMax = 32

export function createNameResolver(options: NameResolverOptions = {}): NameResolver {
  return new CachingResolver(options)
}

class CachingResolver implements NameResolver {
  readonly #dns = new Resolver({ timeout: 500, tries: 3, maxTimeout: 1_000 })
  readonly #hosts: HostsFile
  readonly #entries = new Map<string, Entry>()
  readonly #pending = new Map<string, Promise<Resolution>>()
  readonly #healthyTurns: Turns
  readonly #silentTurns: Turns
  #isClosed = false

  constructor(options: NameResolverOptions) {
    const lookupsMax = options.lookupsMax ?? 256
    this.#hosts = new HostsFile(options.hostsPath ?? '/etc/hosts')
    this.#healthyTurns = new Turns(lookupsMax)
    this.#silentTurns = new Turns(Math.max(1, Math.floor(lookupsMax / 4)))
    if (options.servers !== undefined) this.#dns.setServers(options.servers)
  }

  resolve(host: string): Promise<Resolution> {
    const known = this.#known(host)
    if (known !== null) return Promise.resolve(known)
    const running = this.#pending.get(host)
    if (running !== undefined) return running
    const lookup = this.#lookUp(host).finally(() => this.#pending.delete(host))
    this.#pending.set(host, lookup)
    return lookup
  }

  close(): void {
    this.#isClosed = true
    this.#dns.cancel()
  }

  #known(host: string): Resolution | null {
    const own = this.#hosts.addressesOf(host)
    if (own !== null) return { kind: 'found', addresses: own }
    // RFC 6761, section 6.3: these names never leave the machine.
    if (host === 'localhost' || host.endsWith('.localhost')) {
      return { kind: 'found', addresses: ['127.0.0.1'] }
    }
    const entry = this.#entries.get(host)
    return entry !== undefined && performance.now() < entry.expiresAtMs ? entry.resolution : null
  }

  async #lookUp(host: string): Promise<Resolution> {
    const turns = this.#entries.get(host)?.isSilent ? this.#silentTurns : this.#healthyTurns
    await turns.take()
    try {
      if (this.#isClosed) return { kind: 'failed', reason: 'ECANCELLED' }
      const { resolution, keptMs, isSilent } = await this.#ask(host)
      this.#entries.delete(host)
      this.#entries.set(host, { resolution, expiresAtMs: performance.now() + keptMs, isSilent })
      if (this.#entries.size > namesMax) this.#forgetOldest()
      return resolution
    } finally {
      turns.giveBack()
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  async #ask(host: string): Promise<{ resolution: Resolution; keptMs: number; isSilent: boolean }> {
    const parts = await gather([
      partOf(this.#dns.resolve4(host, { ttl: true })),
      partOf(this.#dns.resolve6(host, { ttl: true })),
    ])
    const addresses = parts.flatMap((part) => part.addresses).slice(0, addressesMax)
    if (addresses.length > 0) {
      const ttlMs = 1_000 * Math.min(...parts.map((part) => part.ttlSeconds))
      const keptMs = Math.min(foundMsMax, Math.max(foundMsMin, ttlMs))
      return { resolution: { kind: 'found', addresses }, keptMs, isSilent: false }
    }
    const reasons = parts.map((part) => part.reason ?? 'ENODATA')
    if (reasons.length < familyCount) reasons.push('ETIMEOUT')
    const reason = reasons.find((each) => !absentReasons.has(each)) ?? reasons[0] ?? 'ENODATA'
    const isAbsent = absentReasons.has(reason)
    return {
      resolution: { kind: 'failed', reason },
      keptMs: isAbsent ? absentMs : silentMs,
      isSilent: reason === 'ETIMEOUT',
    }
  }
}

/** The name server has said that there is nothing; everything else may be a passing fault. */
const absentReasons: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME'])

async function partOf(
  records: Promise<readonly { readonly address: string; readonly ttl: number }[]>,
): Promise<Part> {
  try {
    const found = await records
    return {
      addresses: found.map((record) => record.address),
      ttlSeconds: Math.min(Infinity, ...found.map((record) => record.ttl)),
      reason: null,
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EFORMERR'
    return { addresses: [], ttlSeconds: Infinity, reason }
  }
}

/** All parts, or those in hand when time is up: all of it, or what follows a first address. */
function gather(asked: readonly Promise<Part>[]): Promise<readonly Part[]> {
  return new Promise((resolve) => {
    const parts: Part[] = []
    let patience: NodeJS.Timeout | undefined
    const finish = (): void => {
      clearTimeout(whole)
      clearTimeout(patience)
      resolve([...parts])
    }
    const whole = setTimeout(finish, lookupMsMax)
    for (const each of asked) {
      void each.then((part) => {
        parts.push(part)
        if (parts.length === asked.length) finish()
        else if (part.addresses.length > 0) patience = setTimeout(finish, otherFamilyMs)
      })
    }
  })
}

/** A bounded number at a time; the rest wait in order. */
class Turns {
  #freeCount: number
  readonly #waiting: (() => void)[] = []

  constructor(countMax: number) {
    this.#freeCount = countMax
  }

  take(): Promise<void> {
    if (this.#freeCount > 0) {
      this.#freeCount -= 1
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#freeCount += 1
    else next()
  }
}
