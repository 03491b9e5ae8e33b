/**
 * The WSDL of the service, written from `soap-schema.ts`: names, order and bindings are those of
 * the documented one, so that a client generated from either works here (Services88.Webhook WSDL).
 */
import {
  arraysNamespace,
  type CallName,
  type Field,
  isNillable,
  requestHeaders,
  responseHeaders,
  schemaNamespace,
  servicesNamespace,
  soapAction,
  soapCalls,
  soapTypes,
  type TypeRule,
} from './soap-schema.ts'
import { escapeXml, xmlDocument } from './xml-text.ts'

const serializationNamespace = 'http://schemas.microsoft.com/2003/10/Serialization/'
const calls = Object.keys(soapCalls) as readonly CallName[]

/** The document, with the address at which the caller reaches the service. */
export function wsdlDocument(address: string): string {
  return xmlDocument(
    `<wsdl:definitions name="WcfWebhookService" targetNamespace="${servicesNamespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:xs="${schemaNamespace}" xmlns:xsd="${schemaNamespace}" xmlns:arr="${arraysNamespace}" xmlns:tns="${servicesNamespace}">` +
      `<wsdl:types>${servicesSchema()}${serializationSchema}${arraysSchema()}</wsdl:types>` +
      calls.flatMap((call) => [messages(call, 'Request'), messages(call, 'Response')]).join('') +
      `<wsdl:portType name="Webhook">${calls.map(portOperation).join('')}</wsdl:portType>` +
      `<wsdl:binding name="BasicHttpBinding_Webhook" type="tns:Webhook"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${calls.map(bindingOperation).join('')}</wsdl:binding>` +
      `<wsdl:service name="WcfWebhookService"><wsdl:port name="BasicHttpBinding_Webhook" binding="tns:BasicHttpBinding_Webhook"><soap:address location="${escapeXml(address)}"/></wsdl:port></wsdl:service>` +
      `</wsdl:definitions>`,
  )
}

const isArray = ([, rule]: readonly [string, TypeRule]): boolean =>
  rule.kind === 'list' && rule.isArray === true

function servicesSchema(): string {
  const own = Object.entries(soapTypes).filter((type) => !isArray(type))
  return (
    `<xs:schema elementFormDefault="qualified" targetNamespace="${servicesNamespace}">` +
    `<xs:import namespace="${arraysNamespace}"/><xs:import namespace="${serializationNamespace}"/>` +
    calls.map(callElements).join('') +
    [...requestHeaders, ...responseHeaders.slice(0, 3)].map(globalElement).join('') +
    own.map(([name, rule]) => typeDefinition(name, rule) + globalElement([name, name])).join('') +
    `</xs:schema>`
  )
}

function callElements(call: CallName): string {
  const { takes, answers } = soapCalls[call]
  const response: readonly Field[] = answers === null ? [] : [['Response', answers]]
  return messageElement(call, takes) + messageElement(`${call}Response`, response)
}

const messageElement = (name: string, fields: readonly Field[]): string =>
  `<xs:element name="${name}"><xs:complexType>${sequenceOf(fields)}</xs:complexType></xs:element>`

const sequenceOf = (fields: readonly Field[]): string =>
  `<xs:sequence>${fields.map(fieldElement).join('')}</xs:sequence>`

const fieldElement = ([name, type]: Field): string =>
  `<xs:element minOccurs="0" name="${name}"${nillable(type)} type="${prefixed(type)}"/>`

const globalElement = ([name, type]: Field): string =>
  `<xs:element name="${name}"${nillable(type)} type="${prefixed(type)}"/>`

const nillable = (type: string): string => (isNillable(type) ? ' nillable="true"' : '')

function prefixed(type: string): string {
  const rule = soapTypes[type]
  if (rule === undefined) return `xs:${type}`
  return isArray([type, rule]) ? `arr:${type}` : `tns:${type}`
}

function typeDefinition(name: string, rule: TypeRule): string {
  switch (rule.kind) {
    case 'carrier':
      return complexType(name, carrierContent(rule))
    case 'list':
      return complexType(name, listContent(rule))
    case 'dictionary':
      return complexType(name, dictionaryContent(rule))
    case 'choice':
      return `<xs:simpleType name="${name}">${enumeration(rule.names)}</xs:simpleType>`
    case 'flags':
      return `<xs:simpleType name="${name}"><xs:list><xs:simpleType>${enumeration(rule.names)}</xs:simpleType></xs:list></xs:simpleType>`
  }
}

const complexType = (name: string, content: string): string =>
  `<xs:complexType name="${name}">${content}</xs:complexType>`

function carrierContent({ base, fields }: TypeRule & { readonly kind: 'carrier' }): string {
  if (base === undefined) return sequenceOf(fields)
  return `<xs:complexContent mixed="false"><xs:extension base="tns:${base}">${sequenceOf(fields)}</xs:extension></xs:complexContent>`
}

function listContent({ item, type }: TypeRule & { readonly kind: 'list' }): string {
  return `<xs:sequence><xs:element minOccurs="0" maxOccurs="unbounded" name="${item}" nillable="true" type="${prefixed(type)}"/></xs:sequence>`
}

function dictionaryContent({ pair, type }: TypeRule & { readonly kind: 'dictionary' }): string {
  const mark = `<xs:annotation><xs:appinfo><IsDictionary xmlns="${serializationNamespace}">true</IsDictionary></xs:appinfo></xs:annotation>`
  const entry = `<xs:element name="Key" nillable="true" type="xs:string"/><xs:element name="Value" nillable="true" type="${prefixed(type)}"/>`
  return `${mark}<xs:sequence><xs:element minOccurs="0" maxOccurs="unbounded" name="${pair}"><xs:complexType><xs:sequence>${entry}</xs:sequence></xs:complexType></xs:element></xs:sequence>`
}

const enumeration = (names: readonly string[]): string =>
  `<xs:restriction base="xs:string">${names.map((name) => `<xs:enumeration value="${name}"/>`).join('')}</xs:restriction>`

/** Types of the serializer that clients expect to be declared; of them `anyType` is used. */
const serializationSchema = `<xs:schema attributeFormDefault="qualified" elementFormDefault="qualified" targetNamespace="${serializationNamespace}">${[
  'anyType',
  'boolean',
  'dateTime',
  'decimal',
  'double',
  'int',
  'long',
  'string',
]
  .map((name) => `<xs:element name="${name}" nillable="true" type="xs:${name}"/>`)
  .join('')}</xs:schema>`

function arraysSchema(): string {
  const arrays = Object.entries(soapTypes).filter(isArray)
  const definitions = arrays.map(
    ([name, rule]) => typeDefinition(name, rule) + globalElement([name, name]),
  )
  return `<xs:schema elementFormDefault="qualified" targetNamespace="${arraysNamespace}">${definitions.join('')}</xs:schema>`
}

function messages(call: CallName, way: 'Request' | 'Response'): string {
  const element = way === 'Request' ? call : `${call}Response`
  const headers = way === 'Request' ? requestHeaders : responseHeaders
  const parts = headers.map(([name]) => `<wsdl:part name="${name}" element="tns:${name}"/>`)
  return (
    `<wsdl:message name="${call}${way}"><wsdl:part name="parameters" element="tns:${element}"/></wsdl:message>` +
    `<wsdl:message name="${call}${way}_Headers">${parts.join('')}</wsdl:message>`
  )
}

const portOperation = (call: CallName): string =>
  `<wsdl:operation name="${call}">` +
  `<wsdl:input wsaw:Action="${soapAction(call)}" name="${call}Request" message="tns:${call}Request"/>` +
  `<wsdl:output wsaw:Action="${soapAction(call)}Response" name="${call}Response" message="tns:${call}Response"/>` +
  `</wsdl:operation>`

const bindingOperation = (call: CallName): string =>
  `<wsdl:operation name="${call}"><soap:operation soapAction="${soapAction(call)}" style="document"/>` +
  `<wsdl:input name="${call}Request">${boundHeaders(call, 'Request')}<soap:body use="literal"/></wsdl:input>` +
  `<wsdl:output name="${call}Response">${boundHeaders(call, 'Response')}<soap:body use="literal"/></wsdl:output>` +
  `</wsdl:operation>`

function boundHeaders(call: CallName, way: 'Request' | 'Response'): string {
  const headers = way === 'Request' ? requestHeaders : responseHeaders
  return headers
    .map(
      ([name]) => `<soap:header message="tns:${call}${way}_Headers" part="${name}" use="literal"/>`,
    )
    .join('')
}
