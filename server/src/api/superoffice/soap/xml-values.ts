/**
 * Elements become plain JSON values and the other way round, by the types of `soap-schema.ts`. What
 * is read is not judged here: a number that is none stays a text, so that the readers that all APIs
 * share refuse it in their own words. Elements may come in any order, and unknown ones are skipped.
 */
import {
  type Field,
  fieldsOf,
  instanceNamespace,
  isNillable,
  soapTypes,
  type TypeRule,
} from './soap-schema.ts'
import { escapeXml } from './xml-text.ts'
import type { XmlElement } from './xml-reader.ts'

/** The fields that are among the children, as the members of an object. */
export function readFields(
  element: XmlElement,
  fields: readonly Field[],
): Readonly<Record<string, unknown>> {
  const types = new Map(fields)
  return Object.fromEntries(
    element.children.flatMap((child): readonly [string, unknown][] => {
      const type = types.get(child.name)
      return type === undefined ? [] : [[child.name, readValue(child, type)]]
    }),
  )
}

function readValue(element: XmlElement, type: string): unknown {
  if (isNil(element)) return null
  const rule = soapTypes[type]
  if (rule !== undefined) return readByRule(element, rule)
  return type === 'anyType' ? readAny(element) : readPlain(element.text, type)
}

function readByRule(element: XmlElement, rule: TypeRule): unknown {
  switch (rule.kind) {
    case 'carrier':
      return readFields(element, fieldsOf(rule))
    case 'list':
      return element.children.map((child) => readValue(child, rule.type))
    case 'dictionary':
      return readDictionary(element, rule.type)
    case 'choice':
      return element.text.trim()
    case 'flags':
      return element.text.trim().split(/\s+/).join(',')
  }
}

function readDictionary(element: XmlElement, type: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    element.children.map((pair): [string, unknown] => {
      const key = pair.children.find(({ name }) => name === 'Key')
      const value = pair.children.find(({ name }) => name === 'Value')
      return [key?.text ?? '', value === undefined ? null : readValue(value, type)]
    }),
  )
}

function readPlain(text: string, type: string): unknown {
  const trimmed = text.trim()
  switch (type) {
    case 'int':
    case 'short':
    case 'long':
    case 'byte':
    case 'unsignedByte':
    case 'unsignedShort':
    case 'unsignedInt':
    case 'unsignedLong':
      return /^[+-]?\d{1,16}$/.test(trimmed) ? Number(trimmed) : trimmed
    case 'double':
    case 'float':
    case 'decimal':
      return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(trimmed) ? Number(trimmed) : trimmed
    case 'boolean':
      if (trimmed === 'true' || trimmed === '1') return true
      return trimmed === 'false' || trimmed === '0' ? false : trimmed
    default:
      return text
  }
}

/** A value of any type says which by `xsi:type`; without one, its elements do, else it is a text. */
function readAny(element: XmlElement): unknown {
  const given = element.attributes.get(`${instanceNamespace}|type`) ?? ''
  const type = given.slice(given.indexOf(':') + 1)
  const rule = soapTypes[type]
  if (rule !== undefined) return readByRule(element, rule)
  if (type !== '' && type !== 'anyType') return readPlain(element.text, type)
  switch (element.children[0]?.name) {
    case undefined:
      return element.text
    case 'anyType':
    case 'string':
      return element.children.map(readAny)
    default:
      return readDictionary(element, 'anyType')
  }
}

function isNil(element: XmlElement): boolean {
  const nil = element.attributes.get(`${instanceNamespace}|nil`)
  return nil === 'true' || nil === '1'
}

/** The fields in their order; what is not there is left out, what is null is nil where it may be. */
export function writeFields(value: object, fields: readonly Field[]): string {
  const members = new Map<string, unknown>(Object.entries(value))
  return fields
    .map(([name, type]) => (members.has(name) ? writeElement(name, type, members.get(name)) : ''))
    .join('')
}

/** One element in the namespace of the services, or with the prefix of arrays where it is in that. */
export function writeElement(name: string, type: string, value: unknown): string {
  if (value === null || value === undefined) {
    return isNillable(type) ? `<${name} xsi:nil="true"/>` : ''
  }
  const rule = soapTypes[type]
  if (rule !== undefined) return `<${name}>${writeByRule(value, rule)}</${name}>`
  if (type === 'anyType') return writeAny(name, value)
  return `<${name}>${escapeXml(plainText(value))}</${name}>`
}

const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

function writeByRule(value: unknown, rule: TypeRule): string {
  switch (rule.kind) {
    case 'carrier':
      return writeFields(value as object, fieldsOf(rule))
    case 'list': {
      const item = rule.isArray === true ? `${arraysPrefix}:${rule.item}` : rule.item
      return (value as readonly unknown[]).map((one) => writeElement(item, rule.type, one)).join('')
    }
    case 'dictionary':
      return Object.entries(value as object)
        .map(
          ([key, member]) =>
            `<${rule.pair}>${writeElement('Key', 'string', key)}${writeElement('Value', rule.type, member)}</${rule.pair}>`,
        )
        .join('')
    case 'choice':
      return escapeXml(plainText(value))
    case 'flags':
      return escapeXml(plainText(value).split(/[, ]+/).join(' '))
  }
}

/** Says its type with it, so that what is read again is the value that was saved. */
function writeAny(name: string, value: unknown): string {
  const type = typeOf(value)
  const local = type.slice(type.indexOf(':') + 1)
  const rule = soapTypes[local]
  const text = rule === undefined ? escapeXml(plainText(value)) : writeByRule(value, rule)
  return `<${name} xsi:type="${type}">${text}</${name}>`
}

function typeOf(value: unknown): string {
  if (typeof value === 'boolean') return 'xsd:boolean'
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return 'xsd:double'
    return Math.abs(value) <= 2_147_483_647 ? 'xsd:int' : 'xsd:long'
  }
  if (typeof value === 'string') return 'xsd:string'
  return Array.isArray(value) ? `${arraysPrefix}:ArrayOfanyType` : 'tns:StringObjectDictionary'
}

/** The prefix that answers bind to the namespace of arrays. */
export const arraysPrefix = 'arr'
