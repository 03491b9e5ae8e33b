/**
 * One connection on its way: resolve, judge every address, pin, connect, agree on TLS.
 *
 * The judged addresses are the ones connected to; nothing resolves the name again in between.
 * Serves a line of the pool, which may abandon it at its deadline. Addresses are tried in order,
 * each but the last for a short while, so that one dead address does not eat the deadline.
 */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, TLSSocket } from 'node:tls'
import type { AddressGuard } from './address-guard.ts'
import type { EndpointUrl } from './endpoint-url.ts'
import { ConnectError, type Fault, faultOf, faultOfConnect } from './fault.ts'
import type { NameResolver } from './name-resolver.ts'
import type { RevocationCheck } from './revocation.ts'

/** What every connection needs, the same for all. */
export interface Egress {
  readonly resolver: NameResolver
  readonly guard: AddressGuard
  readonly trust: SecureContext
  readonly revocation: RevocationCheck
}

/** What connections to one origin leave for the next. */
export interface OriginMemory {
  /** The address that accepted last; tried first while the name still has it. */
  goodAddress: string | null
  session: Buffer | null
  sessionAtMs: number
  /** Of the revocation lists that the session's certificate was judged by. */
  sessionGeneration: number
}

/** Where the opening writes how far it came, for timings and for the class of a deadline. */
export interface OpeningProgress {
  phase: 'dns' | 'connect' | 'tls' | 'request' | 'reply'
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  readonly deadlineAtMs: number
}

type Opened = (error: Error | null, socket: Socket | null) => void

const addressMsMax = 2_000
/** Resumption skips the look at the certificate, so it must not outlive one for long. */
const sessionMsMax = 10 * 60_000
const probeIdleAfterMs = 60_000
/** Where inboxes listen; no other port of it is ever connected to by this way. */
const inboxAddress = '127.0.0.1'

export class Opening {
  readonly #endpoint: EndpointUrl
  readonly #egress: Egress
  readonly #memory: OriginMemory
  readonly #progress: OpeningProgress
  readonly #opened: Opened
  #addresses: readonly string[] = []
  #socket: Socket | null = null
  #budget: NodeJS.Timeout | undefined
  #hasEnded = false

  constructor(
    endpoint: EndpointUrl,
    parts: { readonly egress: Egress; readonly memory: OriginMemory },
    progress: OpeningProgress,
    opened: Opened,
  ) {
    this.#endpoint = endpoint
    this.#egress = parts.egress
    this.#memory = parts.memory
    this.#progress = progress
    this.#opened = opened
  }

  async start(): Promise<void> {
    const { host, inboxPort } = this.#endpoint
    if (inboxPort !== null) {
      this.#connectTo([inboxAddress])
      return
    }
    if (isIP(host) !== 0) {
      this.#judge([host])
      return
    }
    this.#progress.phase = 'dns'
    const startedAtMs = performance.now()
    const resolution = await this.#egress.resolver.resolve(host)
    this.#progress.dnsMs = performance.now() - startedAtMs
    if (this.#hasEnded) return
    if (resolution.kind === 'found') this.#judge(resolution.addresses)
    else this.#fail(faultOf('dns', `The name ${host} has no address (${resolution.reason}).`))
  }

  /** Gives up without a word: whoever abandons it has its own reason. */
  abandon(): void {
    this.#hasEnded = true
    clearTimeout(this.#budget)
    this.#socket?.destroy()
  }

  #judge(addresses: readonly string[]): void {
    for (const address of addresses) {
      const refusal = this.#egress.guard.refusalOf(address)
      if (refusal === null) continue
      // The address itself is not told: a name of the operator's own network is not theirs to map.
      const what = `${this.#endpoint.host} leads to an address that is not open to deliveries`
      this.#fail(faultOf('address-refused', `${what} (${refusal}).`))
      return
    }
    this.#connectTo(inOrder(addresses, this.#memory.goodAddress))
  }

  #connectTo(addresses: readonly string[]): void {
    this.#addresses = addresses
    this.#progress.phase = 'connect'
    this.#tryAddress(0, performance.now())
  }

  #tryAddress(index: number, startedAtMs: number): void {
    const address = this.#addresses[index]
    if (address === undefined) {
      this.#fail(faultOf('dns', `The name ${this.#endpoint.host} has no address.`))
      return
    }
    const socket = this.#connect(address)
    this.#socket = socket
    const isLast = index === this.#addresses.length - 1
    const tryNext = (): void => {
      clearTimeout(this.#budget)
      socket.destroy()
      this.#tryAddress(index + 1, startedAtMs)
    }
    if (!isLast) {
      const leftMs = this.#progress.deadlineAtMs - performance.now()
      const share = leftMs / (this.#addresses.length - index)
      this.#budget = setTimeout(tryNext, Math.max(1, Math.min(addressMsMax, share)))
    }
    const failed = (error: unknown): void => {
      if (this.#hasEnded || this.#socket !== socket) return
      const isTlsPhase = this.#progress.phase === 'tls'
      const fault = faultOfConnect(error, { isIpv6: isIP(address) === 6, isTlsPhase })
      if (fault === null || isTlsPhase || isLast) this.#fail(fault ?? error)
      else tryNext()
    }
    socket.on('error', failed)
    socket.once('connect', () => {
      clearTimeout(this.#budget)
      this.#progress.connectMs = performance.now() - startedAtMs
      this.#memory.goodAddress = address
      if (this.#endpoint.isTls) this.#agree(socket, failed)
      else this.#succeed(socket, failed)
    })
  }

  #connect(address: string): Socket {
    const { isTls, host, port, inboxPort } = this.#endpoint
    const tcp = {
      host: address,
      port: inboxPort ?? port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: probeIdleAfterMs,
      autoSelectFamily: false,
    }
    if (!isTls) return connectTcp(tcp)
    const { session, sessionAtMs, sessionGeneration } = this.#memory
    const isFresh =
      session !== null &&
      performance.now() - sessionAtMs < sessionMsMax &&
      sessionGeneration === this.#egress.revocation.generation
    return connectTls({
      ...tcp,
      secureContext: this.#egress.trust,
      rejectUnauthorized: true,
      requestOCSP: true,
      ALPNProtocols: ['http/1.1'],
      // A literal has no server name (RFC 6066, section 3); it is found among the IP names instead.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(isFresh ? { session } : {}),
    })
  }

  #agree(socket: Socket, failed: (error: unknown) => void): void {
    const startedAtMs = performance.now()
    this.#progress.phase = 'tls'
    const { revocation } = this.#egress
    const { generation } = revocation
    let staple: Buffer | null = null
    let isJudged = false
    let early: Buffer | null = null
    const keep = (session: Buffer): void => {
      this.#memory.session = session
      this.#memory.sessionAtMs = performance.now()
      this.#memory.sessionGeneration = generation
    }
    // It may come before the certificate is judged: none of a refused one is ever resumed.
    socket.on('session', (session: Buffer) => {
      if (isJudged) keep(session)
      else early = session
    })
    socket.once('OCSPResponse', (response: Buffer | null | undefined) => {
      staple = response ?? null
    })
    socket.once('secureConnect', () => {
      this.#progress.tlsMs = performance.now() - startedAtMs
      const fault = socket instanceof TLSSocket ? revocation.faultOf(socket, staple) : null
      if (fault !== null) {
        this.#fail(fault)
        return
      }
      isJudged = true
      if (early !== null) keep(early)
      this.#succeed(socket, failed)
    })
  }

  #succeed(socket: Socket, failed: (error: unknown) => void): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#progress.phase = 'request'
    socket.off('error', failed)
    this.#opened(null, socket)
  }

  #fail(reason: unknown): void {
    this.abandon()
    const isOwn = reason instanceof Error
    this.#opened(isOwn ? reason : new ConnectError(reason as Fault), null)
  }
}

/** The one that accepted last, then IPv4, then IPv6: many hosts have no way out by the latter. */
function inOrder(addresses: readonly string[], good: string | null): readonly string[] {
  const rank = (address: string): number => (address === good ? 0 : isIP(address) === 4 ? 1 : 2)
  return addresses.toSorted((one, other) => rank(one) - rank(other))
}
