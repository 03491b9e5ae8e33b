/**
 * Raw envelopes to the SOAP service, as programs without a client of its own write them: those of
 * SOAP 1.1 as the WSDL has it, those of 1.2 as the sample pages do, with headers beside the body.
 */
import assert from 'node:assert/strict'
import { readXml, type XmlElement } from '../../src/api/superoffice/soap/xml-reader.ts'
import type { CallOptions, WebhookWorld } from './webhook-world.ts'

export const services = 'http://www.superoffice.net/ws/crm/NetServer/Services88'
export const namespaces = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const
export type Version = keyof typeof namespaces
export const versions = Object.keys(namespaces) as readonly Version[]

export interface Called {
  readonly status: number
  readonly contentType: string
  readonly text: string
  /** The element with that name, wherever it stands first. */
  find(name: string): XmlElement | undefined
  textOf(name: string): string | undefined
}

export interface SoapOptions extends CallOptions {
  readonly version?: Version
  /** In `Credentials`; the tenant's own key by default, null: none. */
  readonly ticket?: string | null
}

export const path = (world: WebhookWorld, tenant = world.tenant.id) =>
  `/${tenant}/Remote/Services88/Webhook.svc`

/** As the WSDL has it for 1.1; as the sample pages write it, headers beside the body, for 1.2. */
export function envelope(version: Version, ticket: string | null, inner: string): string {
  const credentials =
    ticket === null ? '' : `<w:Credentials><w:Ticket>${ticket}</w:Ticket></w:Credentials>`
  const header = `<w:ApplicationToken>any</w:ApplicationToken>${credentials}`
  const head = version === '1.1' ? `<e:Header>${header}</e:Header>` : header
  return `<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="${namespaces[version]}" xmlns:w="${services}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${head}<e:Body>${inner}</e:Body></e:Envelope>`
}

/** One call with what stands in its element. */
export async function soap(
  world: WebhookWorld,
  call: string,
  inner = '',
  options: SoapOptions = {},
): Promise<Called> {
  const { version = '1.1', ticket = world.key } = options
  const body = envelope(version, ticket, `<w:${call}>${inner}</w:${call}>`)
  const action = `${services}/Webhook/${call}`
  const headers: Record<string, string> =
    version === '1.1'
      ? { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` }
      : { 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` }
  return post(world, body, { ...options, headers: { ...headers, ...options.headers } })
}

export async function post(
  world: WebhookWorld,
  body: string | Uint8Array,
  options: CallOptions = {},
): Promise<Called> {
  const { tenant, headers = { 'content-type': 'text/xml' } } = options
  const answer = await world.request('POST', path(world, tenant), { body, headers })
  const read = readXml(Buffer.from(answer.text))
  assert.ok(read.kind === 'read', answer.text)
  const find = (name: string) => elementOf(read.root, name)
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    text: answer.text,
    find,
    textOf: (name) => find(name)?.text,
  }
}

export function elementOf(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = elementOf(child, name)
    if (found !== undefined) return found
  }
  return undefined
}

export const webhook = (inner: string) => `<w:Webhook>${inner}</w:Webhook>`
/** A webhook that no target has to answer for. */
export const stopped =
  '<w:Name>a</w:Name><w:TargetUrl>https://192.0.2.1/so</w:TargetUrl><w:State>Stopped</w:State>'
