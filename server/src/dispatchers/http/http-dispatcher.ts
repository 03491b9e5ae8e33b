/**
 * Carries messages out over HTTP/1.1 and brings the replies back. It follows no redirect, unpacks
 * nothing, sends nothing twice; every connection is judged on the address it is about to use.
 *
 * Serves the pipeline by the dispatcher port. What a receiver does is a reply; `send` rejects only
 * for faults of our own (no sockets left, closed). A crash loses what was in flight, and the store
 * sends that again.
 */
import { isIP } from 'node:net'
import type { Message, Reply } from '../../domain/message.ts'
import type { ErrorClass } from '../../domain/error-class.ts'
import type { Dispatcher, SendOptions, TargetRefusal } from '../../ports/dispatcher.ts'
import { type AddressGuard, createAddressGuard } from './address-guard.ts'
import { ConnectionPool } from './connection-pool.ts'
import type { EndpointUrl } from './endpoint-url.ts'
import { Exchange } from './exchange.ts'
import { createEndpointReader, type EndpointReader } from './inbox-endpoint.ts'
import { faultOfHeaders } from './message-check.ts'
import { createNameResolver, type NameResolver } from './name-resolver.ts'
import { CrlFiles, type CrlFilesOptions } from './crl-files.ts'
import { RevocationCheck } from './revocation.ts'
import { createTlsTrust } from './tls-trust.ts'

export interface HttpDispatcherOptions {
  /** Addresses and CIDR ranges opened by the operator; all others have to be global unicast. */
  readonly allowTargets: readonly string[]
  readonly allowHttp: boolean
  /** Certificates (PEM) trusted beside the default roots. */
  readonly extraCaPem: string | null
  /** Lists of revoked certificates that are refused. */
  readonly crl?: CrlFilesOptions
  /** The wall clock, which stapled answers are valid by. */
  readonly nowMs?: () => number
  /** Read of a reply's body before the status alone decides. */
  readonly replyBytesMax: number
  /** Callers keep no more than this in flight to one origin; what exceeds it waits its turn. */
  readonly connectionsPerOriginMax?: number
  /** Idle connections over all origins; the longest idle goes first. */
  readonly idleSocketsMax: number
  /** How long a message may wait for a connection. */
  readonly waitMsMax?: number
  readonly resolver?: NameResolver
  /** Where the inboxes of this process listen; null: it has none. */
  readonly inboxPort?: number | null
}

/** As long as the longest attempt may hold the connection that is waited for. */
const waitMsDefault = 30_000
const connectionsPerOriginDefault = 8
const checkLookupMsMax = 2_000
/** URLs read before; the same few are sent to again and again. */
const readUrlsMax = 2_000

/** Throws when an option cannot be obeyed: a malformed range, a certificate that is none. */
export function createHttpDispatcher(options: HttpDispatcherOptions): Dispatcher {
  return new HttpDispatcher(options)
}

class HttpDispatcher implements Dispatcher {
  readonly #options: HttpDispatcherOptions
  readonly #guard: AddressGuard
  readonly #readUrl: EndpointReader
  readonly #resolver: NameResolver
  readonly #crlFiles: CrlFiles
  readonly #pool: ConnectionPool
  readonly #readUrls = new Map<string, EndpointUrl | TargetRefusal>()
  #isClosed = false

  constructor(options: HttpDispatcherOptions) {
    this.#options = options
    this.#guard = createAddressGuard(options.allowTargets)
    this.#readUrl = createEndpointReader(options.allowHttp, options.inboxPort ?? null)
    this.#resolver = options.resolver ?? createNameResolver()
    this.#crlFiles = new CrlFiles(options.crl ?? { paths: [], atStart: [] })
    this.#pool = new ConnectionPool({
      egress: {
        guard: this.#guard,
        resolver: this.#resolver,
        trust: createTlsTrust(options.extraCaPem),
        revocation: new RevocationCheck(this.#crlFiles, options.nowMs),
      },
      connectionsPerOriginMax: options.connectionsPerOriginMax ?? connectionsPerOriginDefault,
      idleSocketsMax: options.idleSocketsMax,
      waitMsMax: options.waitMsMax ?? waitMsDefault,
    })
  }

  send(message: Message, { timeoutMs, isolation, isTest }: SendOptions): Promise<Reply> {
    if (this.#isClosed) return Promise.reject(new Error('the dispatcher is closed'))
    const endpoint = this.#read(message.url)
    if ('reason' in endpoint) {
      const isAddress = endpoint.reason === 'address-refused'
      return refused(isAddress ? 'address-refused' : 'message-refused', endpoint.detail)
    }
    const fault = faultOfHeaders(message.headers)
    if (fault !== null) return refused('message-refused', fault)
    const exchange = new Exchange(message, {
      path: endpoint.path,
      timeoutMs,
      isolation: isolation ?? null,
      isTest: isTest ?? false,
      replyBytesMax: this.#options.replyBytesMax,
    })
    this.#pool.send(exchange, endpoint)
    return exchange.reply
  }

  async check(url: string): Promise<TargetRefusal | null> {
    const endpoint = this.#readUrl(url)
    if ('reason' in endpoint) return endpoint
    if (endpoint.inboxPort !== null) return null
    for (const address of await this.#addressesOf(endpoint.host)) {
      const refusal = this.#guard.refusalOf(address)
      if (refusal === null) continue
      const what = `${endpoint.host} leads to an address that is not open to deliveries (${refusal})`
      const mend = 'use a public address, or have the operator open the range'
      return { reason: 'address-refused', detail: `${what}; ${mend}.` }
    }
    return null
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pool.close()
    this.#resolver.close()
    this.#crlFiles.close()
  }

  #read(url: string): EndpointUrl | TargetRefusal {
    const known = this.#readUrls.get(url)
    if (known !== undefined) return known
    const endpoint = this.#readUrl(url)
    if (this.#readUrls.size >= readUrlsMax) this.#readUrls.clear()
    this.#readUrls.set(url, endpoint)
    return endpoint
  }

  /** Quick: a name that has no address yet is no reason to refuse, and every connection asks anew. */
  async #addressesOf(host: string): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host]
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, checkLookupMsMax, null)
    })
    const resolution = await Promise.race([this.#resolver.resolve(host), late])
    clearTimeout(timer)
    return resolution?.kind === 'found' ? resolution.addresses : []
  }
}

/** Nothing was opened, so nothing was timed. */
function refused(errorClass: ErrorClass, detail: string): Promise<Reply> {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 }
  return Promise.resolve({ kind: 'unreached', errorClass, detail, hadReplyBytes: false, timings })
}
