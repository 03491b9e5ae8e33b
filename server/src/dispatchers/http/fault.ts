/**
 * Names what went wrong between us and a receiver: one class of the closed list and one sentence
 * for people. Their faults become values here; what only our own machine can be blamed for (no
 * more sockets or memory, a bug) has no class and is thrown on by the caller.
 */
import { errors } from 'undici'
import type { ErrorClass } from '../../domain/error-class.ts'
import { lineText } from './reply-text.ts'

export interface Fault {
  readonly errorClass: ErrorClass
  /** One line, without the URL's path: it may hold a token. */
  readonly detail: string
  /** The receiver must have answered something for this fault to be found. */
  readonly isOfReply: boolean
}

/** A connection that could not be opened, as an error for the client that asked for it. */
export class ConnectError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.detail)
    this.fault = fault
  }
}

const detailCharactersMax = 500

export function faultOf(errorClass: ErrorClass, detail: string, isOfReply = false): Fault {
  return { errorClass, detail: lineText(detail, detailCharactersMax), isOfReply }
}

/** The fault of an attempt to open a connection; null when it is our own. */
export function faultOfConnect(
  error: unknown,
  { isIpv6, isTlsPhase }: { readonly isIpv6: boolean; readonly isTlsPhase: boolean },
): Fault | null {
  const { code, message } = readError(error)
  if (ownCodes.has(code)) return null
  // Every port of ours is taken; by IPv6 it rather says that this machine has none of it.
  if (code === 'EADDRNOTAVAIL' && !isIpv6) return null
  if (isTlsPhase) return faultOfTls(code, message)
  if (code === 'ECONNREFUSED') return faultOf('connect-refused', 'The connection was refused.')
  if (code === 'ETIMEDOUT') {
    return faultOf('connect-timeout', 'The host did not answer in time to open a connection.')
  }
  if (noRouteCodes.has(code) && !isIpv6) {
    return faultOf('no-route', `This machine has no way to the network (${code}).`)
  }
  return faultOf('connect-failed', `No connection could be opened (${code}).`)
}

/** By IPv6 they rather say that this machine has none of it. */
const noRouteCodes: ReadonlySet<string> = new Set(['ENETUNREACH', 'ENETDOWN'])

/** How far a reply had come when its connection failed. */
export interface ReplyProgress {
  /** Any byte of it was read. */
  readonly hasBytes: boolean
  readonly hasStatus: boolean
}

/** The fault of a connection that was open; null when it is our own. */
export function faultOfExchange(
  error: unknown,
  { hasBytes, hasStatus }: ReplyProgress,
): Fault | null {
  if (error instanceof ConnectError) return error.fault
  const { code, message } = readError(error)
  const isGarbled = error instanceof errors.HTTPParserError
  if (ownCodes.has(code)) return null
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return faultOf('reply-too-large', "The reply's headers are too large.", true)
  }
  if (code === 'UND_ERR_SOCKET') return faultOfSocket(message)
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return faultOf('message-refused', `The message cannot be sent: ${message}.`)
  }
  const isShort = code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  if (hasStatus && (isShort || (isGarbled && cutPattern.test(message)))) {
    return faultOf('reset', 'The connection ended before the reply did.', true)
  }
  if (isGarbled || isShort) {
    return faultOf('reply-garbled', `The reply is not HTTP/1.1: ${plainly(message)}.`, true)
  }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return faultOfTls(code, message)
  if (isSystemError(error)) return faultOf('reset', `The connection broke (${code}).`)
  // Whatever a parser trips over, the receiver has said it: as a fault of ours it would be asked
  // for again without end.
  return hasBytes ? faultOf('reply-garbled', 'The reply is not HTTP/1.1.', true) : null
}

/** The parser's word for an end inside a reply. */
const cutPattern = /\bEOF\b/

/** The parser wraps its reason into a sentence of its own. */
function plainly(message: string): string {
  return /\(([^()]+)\)$/.exec(message)?.[1] ?? message
}

/** No sockets, buffers or memory left: none of it is the receiver's doing. */
const ownCodes: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'])

function faultOfSocket(message: string): Fault {
  // The client's words for an interim answer (100, 101) that nobody asked for.
  if (message === 'bad response' || message === 'bad upgrade') {
    return faultOf('status-1xx', 'The receiver answered with an interim status alone.', true)
  }
  return faultOf('reset', 'The receiver closed the connection before its reply was whole.')
}

function faultOfTls(code: string, message: string): Fault {
  const known = tlsClasses[code]
  if (known !== undefined) return faultOf(known, `The certificate is not accepted: ${message}.`)
  return faultOf('tls-failed', `No secure connection could be agreed on (${code}).`)
}

const tlsClasses: Readonly<Record<string, ErrorClass>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  // A private root that came along in the chain is unknown to us all the same.
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-unknown-ca',
  CERT_UNTRUSTED: 'tls-unknown-ca',
  CERT_REVOKED: 'tls-revoked',
}

/** The machine's own word on a connection, not the client's. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function readError(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'unknown', message: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  return { code, message: error.message }
}
