/**
 * SOAP envelopes, in and out: which call is meant, what key it carries, what it takes; and the
 * answer, or the fault, in the version of SOAP that was spoken (SOAP 1.1; SOAP 1.2 as the sample
 * pages write it, whose headers stand beside the body). Whoever is refused finds why in the headers
 * `Succeeded` and `ExceptionInfo`, which clients of SuperOffice look at, and not only in a fault.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Answer, OperationReply } from '../../operation.ts'
import { errorSource } from '../superoffice-errors.ts'
import {
  arraysNamespace,
  type CallName,
  instanceNamespace,
  isCallName,
  requestHeaders,
  responseHeaders,
  schemaNamespace,
  servicesNamespace,
  soapAction,
  soapCalls,
} from './soap-schema.ts'
import { readXml, type XmlElement } from './xml-reader.ts'
import { escapeXml, xmlDocument } from './xml-text.ts'
import { arraysPrefix, readFields, writeElement, writeFields } from './xml-values.ts'

/** How the caller wrote, and so how it is answered. */
export interface SoapManner {
  readonly version: '1.1' | '1.2'
  readonly contentType: string
}

/** A call that was read. */
export interface SoapCall {
  readonly kind: 'call'
  readonly call: CallName
  /** The ticket in its header, which stands for the caller's key; null: none. */
  readonly key: string | null
  readonly input: Readonly<Record<string, unknown>>
  readonly manner: SoapManner
}

export const soapContentTypes: readonly string[] = [
  'text/xml',
  'application/soap+xml',
  'application/xml',
]

const envelopeNamespaces: Readonly<Record<string, SoapManner['version']>> = {
  'http://schemas.xmlsoap.org/soap/envelope/': '1.1',
  'http://www.w3.org/2003/05/soap-envelope': '1.2',
}

/** The manner of a caller whose envelope cannot be read. */
export function mannerOf(contentType: string): SoapManner {
  const isNewer = contentType.startsWith('application/soap+xml')
  return isNewer
    ? { version: '1.2', contentType: 'application/soap+xml' }
    : { version: '1.1', contentType: 'text/xml' }
}

/** The call in a body, or the fault that answers it. */
export function readEnvelope(bytes: Buffer, headers: IncomingHttpHeaders): SoapCall | Answer {
  const contentType = headers['content-type'] ?? ''
  const asked = mannerOf(contentType)
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  if (charset !== 'utf-8') return clientFault('The body has to be UTF-8.', asked)
  const read = readXml(bytes)
  if (read.kind === 'refused') return clientFault(read.detail, asked)
  const { root } = read
  const version = root.name === 'Envelope' ? envelopeNamespaces[root.namespace] : undefined
  if (version === undefined) {
    return fault('VersionMismatch', 'The body is no envelope of SOAP 1.1 or 1.2.', asked)
  }
  return readCall(root, headers, { version, contentType: asked.contentType })
}

function readCall(
  root: XmlElement,
  headers: IncomingHttpHeaders,
  manner: SoapManner,
): SoapCall | Answer {
  const parts = root.children.filter(({ namespace }) => namespace === root.namespace)
  const body = parts.find(({ name }) => name === 'Body')?.children[0]
  const { namespace = '', name = '' } = body ?? {}
  if (body === undefined || namespace !== servicesNamespace || !isCallName(name)) {
    const text = `The body of the envelope has to be one of the calls of ${servicesNamespace}.`
    return clientFault(text, manner)
  }
  const action = actionOf(headers)
  if (action !== null && action !== soapAction(name)) {
    return clientFault('SOAPAction and the body name different calls.', manner)
  }
  const blocks = parts
    .filter((part) => part.name === 'Header')
    .flatMap((header) => header.children)
    .concat(root.children)
  const strange = blocks.find((block) => isRequired(block, root.namespace) && !isKnown(block))
  if (strange !== undefined) {
    return fault('MustUnderstand', 'A header that has to be understood is not.', manner)
  }
  const holder = { ...root, children: blocks.filter(isKnown) }
  const { Credentials } = readFields(holder, requestHeaders)
  return {
    kind: 'call',
    call: name,
    key: ticketOf(Credentials),
    input: readFields(body, soapCalls[name].takes),
    manner,
  }
}

/** The action in the header of SOAP 1.1, or in the content type of SOAP 1.2; null: none given. */
function actionOf(headers: IncomingHttpHeaders): string | null {
  const header = headers['soapaction']
  const inType = /action\s*=\s*"([^"]*)"/i.exec(headers['content-type'] ?? '')?.[1]
  const action = (typeof header === 'string' ? header : (inType ?? '')).trim().replaceAll('"', '')
  return action === '' ? null : action
}

const isKnown = ({ namespace, name }: XmlElement): boolean =>
  namespace === servicesNamespace && requestHeaders.some(([known]) => known === name)

function isRequired({ attributes }: XmlElement, envelopeNamespace: string): boolean {
  const required = attributes.get(`${envelopeNamespace}|mustUnderstand`)
  return required === '1' || required === 'true'
}

function ticketOf(credentials: unknown): string | null {
  if (typeof credentials !== 'object' || credentials === null) return null
  const { Ticket = null } = credentials as { readonly Ticket?: unknown }
  const ticket = typeof Ticket === 'string' ? Ticket.trim() : ''
  return ticket === '' ? null : ticket
}

/** The answer to a call that succeeded; calls without a `Response` leave `response` out. */
export function soapReply({ call, manner }: SoapCall, response?: unknown): OperationReply {
  const { answers } = soapCalls[call]
  const inner = answers === null ? '' : writeElement('Response', answers, response ?? null)
  return envelopeReply(200, manner, {
    header: writeFields({ ...noHeaders, Succeeded: true }, responseHeaders),
    body: `<${call}Response>${inner}</${call}Response>`,
  })
}

/** Why a call was refused, as `ExceptionInfo` has it. */
export interface SoapRefusal {
  readonly errorType: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** The answer to a call that was read and refused: no fault, as clients expect. */
export function soapRefused({ call, manner }: SoapCall, refusal: SoapRefusal): OperationReply {
  const reply = envelopeReply(200, manner, {
    header: refusedHeaders(refusal),
    body: `<${call}Response/>`,
  })
  const { retryAfterSeconds } = refusal
  if (retryAfterSeconds === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } }
}

type FaultCode = 'Client' | 'Server' | 'MustUnderstand' | 'VersionMismatch'

/** The answer to what is no call, or to one that the door refuses. */
export function soapFault(
  status: number,
  given: { readonly code: FaultCode; readonly refusal: SoapRefusal },
  manner: SoapManner,
): OperationReply {
  return envelopeReply(status, manner, {
    header: refusedHeaders(given.refusal),
    body: faultElement(given.code, given.refusal.message, manner),
  })
}

const fault = (code: FaultCode, message: string, manner: SoapManner): OperationReply =>
  soapFault(400, { code, refusal: { errorType: 'ArgumentException', message } }, manner)

const clientFault = (message: string, manner: SoapManner): OperationReply =>
  fault('Client', message, manner)

function faultElement(code: FaultCode, message: string, { version }: SoapManner): string {
  const text = escapeXml(message)
  if (version === '1.1') {
    return `<s:Fault><faultcode xmlns="">s:${code}</faultcode><faultstring xmlns="">${text}</faultstring></s:Fault>`
  }
  const newer = code === 'Client' ? 'Sender' : code === 'Server' ? 'Receiver' : code
  return `<s:Fault><s:Code><s:Value>s:${newer}</s:Value></s:Code><s:Reason><s:Text xml:lang="en">${text}</s:Text></s:Reason></s:Fault>`
}

const noHeaders = { ExceptionInfo: null, ExtraInfo: null, TimeZone: null }

/** No stack is told, and the friendly text is the same as the message. */
function refusedHeaders({ errorType, message }: SoapRefusal): string {
  const exception = {
    Message: message,
    StackTrace: '',
    FriendlyText: message,
    ExceptionType: errorType,
    Source: errorSource,
    InnerException: null,
    Parameters: null,
  }
  return writeFields({ ...noHeaders, ExceptionInfo: exception, Succeeded: false }, responseHeaders)
}

function envelopeReply(
  status: number,
  { version, contentType }: SoapManner,
  parts: { readonly header: string; readonly body: string },
): OperationReply {
  const namespace = Object.keys(envelopeNamespaces).find(
    (one) => envelopeNamespaces[one] === version,
  )
  const prefixes = [
    `xmlns:s="${namespace}"`,
    `xmlns="${servicesNamespace}"`,
    `xmlns:tns="${servicesNamespace}"`,
    `xmlns:xsi="${instanceNamespace}"`,
    `xmlns:xsd="${schemaNamespace}"`,
    `xmlns:${arraysPrefix}="${arraysNamespace}"`,
  ]
  const envelope = `<s:Envelope ${prefixes.join(' ')}><s:Header>${parts.header}</s:Header><s:Body>${parts.body}</s:Body></s:Envelope>`
  return {
    status,
    // It may show a secret, so nobody on the way may keep it.
    headers: { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': 'no-store' },
    body: xmlDocument(envelope),
  }
}

/** An envelope of SOAP 1.1 with this inside its body, as documents and tests show one. */
export function exampleEnvelope(call: CallName, inner: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${call} xmlns="${servicesNamespace}">${inner}</${call}></s:Body></s:Envelope>`
}
