// SPDX-License-Identifier: EUPL-1.2
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ConnectorError } from '../error.ts'

/**
 * An XML element with its namespace resolved, so that its meaning doesn't depend on the prefix that the author chose.
 */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  /** Attributes without a prefix; others are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The element's own text, trimmed of what XML counts as white space. */
  readonly text: string
}

const maxBytes = 10 * 1024 * 1024
/**
 * Counted before parsing, because an element costs far more than its bytes. An invoice of 2,000 lines has half of this.
 */
const maxMarkup = 300_000
const maxDepth = 32

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities are off: a few lines of them can expand to gigabytes, or read other files. `unescaped` handles XML's own
  // five and character references, and refuses all others.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: maxDepth - 1,
})

const unreadable = (why: string): ConnectorError => new ConnectorError('document-unreadable', why)

/**
 * Reads an XML document: UTF-8 only, no document type, at most 10 MB, 32 levels and 300,000 marks, in linear time.
 * Throws `document-unreadable`, with a reason that repeats nothing of the content.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decode(bytes)
  const [root, ...others] = elementsOf(parseText(text), new Map())
  if (root === undefined || others.length > 0) throw unreadable('not one XML document')
  return root
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > maxBytes) throw unreadable(`larger than ${maxBytes} bytes`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unreadable('not UTF-8')
  }
  const declared = /^<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([^"']{1,40})["']/.exec(text)?.[1]
  if (declared !== undefined && declared.toLowerCase() !== 'utf-8') throw unreadable('declared as other than UTF-8')
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) throw unreadable('holds characters that XML forbids')
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw unreadable('has a document type, which is refused')
  let marks = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x3c || code === 0x3d || code === 0x22 || code === 0x27) marks++
  }
  if (marks > maxMarkup) throw unreadable('too much markup')
  return text
}

/**
 * The parser has bounds but is lenient, the validator is strict but has no bound on depth: hence both, in this order.
 */
function parseText(text: string): unknown {
  let tree: unknown
  try {
    tree = parser.parse(text)
  } catch {
    throw unreadable('not well-formed XML')
  }
  // Neither notices text after a root that closes itself.
  const hasText = text.slice(text.lastIndexOf('>') + 1).trim() !== ''
  if (hasText || XMLValidator.validate(text) !== true) throw unreadable('not well-formed XML')
  return tree
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function elementsOf(nodes: unknown, scope: ReadonlyMap<string, string>): XmlElement[] {
  if (!Array.isArray(nodes)) throw unreadable('not well-formed XML')
  return nodes.filter(isRecord).flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@')
    if (tag === undefined || tag.startsWith('#')) return []
    return [elementOf(tag, node[tag], isRecord(node[':@']) ? node[':@'] : {}, scope)]
  })
}

function elementOf(
  tag: string,
  content: unknown,
  given: Readonly<Record<string, unknown>>,
  outer: ReadonlyMap<string, string>,
): XmlElement {
  const scope = new Map(outer)
  const attributes = new Map<string, string>()
  for (const [key, raw] of Object.entries(given)) {
    const value = unescaped(String(raw))
    if (key === 'xmlns') scope.set('', value)
    else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value)
    else if (!key.includes(':')) attributes.set(key, value)
  }
  const colon = tag.indexOf(':')
  const prefix = colon < 0 ? '' : tag.slice(0, colon)
  const namespace = scope.get(prefix)
  if (namespace === undefined && prefix !== '') throw unreadable('uses a prefix that it does not declare')
  return {
    namespace: namespace ?? '',
    name: tag.slice(colon + 1),
    attributes,
    children: elementsOf(content, scope),
    text: withoutBlanks(textOf(content)),
  }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return ''
  return content
    .filter(isRecord)
    .map((node) => {
      if (typeof node['#text'] === 'string') return unescaped(node['#text'])
      const [literal]: unknown[] = Array.isArray(node['#cdata']) ? node['#cdata'] : []
      return isRecord(literal) && typeof literal['#text'] === 'string' ? literal['#text'] : ''
    })
    .join('')
}

/** XML 1.0 §2.3 has four white-space characters; `trim` takes more, and a pattern takes quadratic time. */
function withoutBlanks(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** XML 1.0 §4.1 and §4.6: the five entities that need no declaration, and character references. */
function unescaped(text: string): string {
  return text.replace(/&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}))?;?/g, (whole, dec, hex, name) => {
    if (!whole.endsWith(';')) throw unreadable('holds an ampersand that is not escaped')
    if (name !== undefined) {
      const character = Object.hasOwn(named, name) ? named[name] : undefined
      if (character === undefined) throw unreadable('uses an entity, which is refused')
      return character
    }
    const code = dec === undefined ? Number.parseInt(hex, 16) : Number(dec)
    const isCharacter =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000))
    if (!isCharacter) throw unreadable('refers to a character that XML forbids')
    return String.fromCodePoint(code)
  })
}
