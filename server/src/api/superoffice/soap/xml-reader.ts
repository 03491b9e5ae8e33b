/**
 * Bytes from a stranger become a small tree of elements, or the reason why not. The parser never
 * resolves an entity of the document's own, a document type ends the reading at once, and so does
 * whatever goes beyond a limit: at a megabyte the worst that is left takes a few hundredths of a
 * second, where nesting alone could hold the process for two.
 */
import { isUtf8 } from 'node:buffer'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { xmlNodesMax, xmlAttributesMax, xmlDepthMax } from './soap-limits.ts'

export interface XmlElement {
  /** Empty when there is none. */
  readonly namespace: string
  readonly name: string
  /** Values by `namespace|name`; declarations of namespaces are not among them. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All text directly in it, in order. */
  readonly text: string
}

export type XmlRead =
  | { readonly kind: 'read'; readonly root: XmlElement }
  /** A sentence for the caller that repeats nothing of the document. */
  | { readonly kind: 'refused'; readonly detail: string }

/** Reads a document in UTF-8, which is what its bytes and its declaration have to say. */
export function readXml(bytes: Buffer): XmlRead {
  if (!isUtf8(bytes)) return { kind: 'refused', detail: 'The body is not UTF-8.' }
  const builder = new TreeBuilder()
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw new XmlRefused('The XML says that it is in another encoding than UTF-8.')
    }
  })
  parser.on('doctype', () => {
    throw new XmlRefused('A document type is not taken, and entities of its own are not either.')
  })
  parser.on('processinginstruction', () => {
    throw new XmlRefused('Processing instructions are not taken.')
  })
  parser.on('comment', () => builder.countNode())
  parser.on('attribute', () => builder.countAttribute())
  parser.on('opentagstart', () => builder.countElement())
  parser.on('opentag', (tag) => builder.open(tag))
  parser.on('text', (text) => builder.addText(text))
  parser.on('cdata', (text) => builder.addText(text))
  parser.on('closetag', () => builder.close())
  parser.on('error', () => {
    throw new XmlRefused('The body is not well-formed XML with namespaces.')
  })
  try {
    parser.write(bytes.toString('utf8')).close()
  } catch (error) {
    if (error instanceof XmlRefused) return { kind: 'refused', detail: error.message }
    throw error
  }
  return builder.root === null
    ? { kind: 'refused', detail: 'The body has no XML element.' }
    : { kind: 'read', root: builder.root }
}

/** Ends the parser, which has no other way to be stopped. */
class XmlRefused extends Error {}

interface OpenElement extends XmlElement {
  readonly attributes: Map<string, string>
  readonly children: OpenElement[]
  text: string
}

class TreeBuilder {
  root: OpenElement | null = null
  readonly #open: OpenElement[] = []
  #nodeCount = 0
  #attributeCount = 0

  /** Before its attributes are read, so that what is too deep costs nothing more. */
  countElement(): void {
    if (this.#open.length >= xmlDepthMax) {
      throw new XmlRefused(`Elements may be nested ${xmlDepthMax} levels deep.`)
    }
    this.#attributeCount = 0
    this.countNode()
  }

  countNode(): void {
    this.#nodeCount += 1
    if (this.#nodeCount > xmlNodesMax) {
      throw new XmlRefused(`A body may have ${xmlNodesMax} elements, texts and comments.`)
    }
  }

  countAttribute(): void {
    this.#attributeCount += 1
    if (this.#attributeCount > xmlAttributesMax) {
      throw new XmlRefused(`An element may have ${xmlAttributesMax} attributes.`)
    }
  }

  open({ uri, local, attributes }: SaxesTagNS): void {
    const element: OpenElement = {
      namespace: uri,
      name: local,
      attributes: new Map(
        Object.values(attributes)
          .filter(({ uri: namespace }) => namespace !== xmlnsNamespace)
          .map((attribute) => [`${attribute.uri}|${attribute.local}`, attribute.value]),
      ),
      children: [],
      text: '',
    }
    const parent = this.#open.at(-1)
    if (parent === undefined) this.root = element
    else parent.children.push(element)
    this.#open.push(element)
  }

  addText(text: string): void {
    this.countNode()
    const element = this.#open.at(-1)
    if (element !== undefined) element.text += text
  }

  close(): void {
    this.#open.pop()
  }
}

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'
