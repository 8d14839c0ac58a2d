// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson, isList, isObject, type JsonObject, type JsonValue } from '../../journal/index.ts'

/** One thing that a request carries and that may have been seen before: a text, a tool call, a setting. */
export interface Piece {
  /** The text that is digested. */
  readonly text: string
  /** Whether the agent presents it as a tool's answer. */
  readonly isResult: boolean
  /**
   * The same thing taken apart. A piece that is not known as a whole is known when it has inner pieces and all of them
   * are.
   */
  readonly inner: () => readonly Piece[]
}

/** How deep JSON inside texts is read: a result that was made a text, and that text once more. */
const maxNesting = 3
const maxJsonText = 1_000_000

const nothing = (): readonly Piece[] => []

/**
 * Ignores line ends, blanks at either end, and the word that SDKs put before a tool's error: they say nothing of where
 * a text came from.
 */
export function textOf(text: string): string {
  const trimmed = (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text).trim()
  return `t:${trimmed.startsWith(errorMark) ? trimmed.slice(errorMark.length) : trimmed}`
}

const errorMark = 'Error: '

export function jsonOf(value: JsonValue): string {
  return `j:${canonicalJson(value)}`
}

/** Marks for a provider's cache: a few fixed words. */
const cacheMarks: ReadonlySet<string> = new Set(
  ['', ',"ttl":"5m"', ',"ttl":"1h"'].map((ttl) => canonicalJson(JSON.parse(`{"type":"ephemeral"${ttl}}`))),
)

/** Members that SDKs write empty. The name of any other empty member may be a text itself. */
const emptyNames: ReadonlySet<string> = new Set([
  ...['annotations', 'audio', 'cache_control', 'call', 'citations', 'content', 'detail', 'encrypted_content'],
  ...['function_call', 'is_error', 'isError', 'logprobs', 'name', 'parsed', 'reasoning', 'reasoning_content'],
  ...['refusal', 'settings', 'signature', 'status', 'strict', 'summary', 'text', 'thinking', 'tool_calls'],
  ...['tools', 'user', '_meta'],
])

/** A member that is not part of a known shape, with its name. */
export function addField(to: Piece[], name: string, value: JsonValue | undefined, isResult = false): void {
  if (value === undefined || (isEmpty(value) && emptyNames.has(name))) return
  const text = canonicalJson(value)
  if (name === 'cache_control' && cacheMarks.has(text)) return
  to.push({ text: `f:${name}:${text}`, isResult, inner: nothing })
}

/** Names that providers give to calls and items. They come back, so they are known; a made-up name is not. */
export function addId(to: Piece[], id: JsonValue | undefined): void {
  if (typeof id !== 'string') addField(to, 'id', id)
  else if (id !== '') to.push({ text: `i:${id}`, isResult: false, inner: nothing })
}

/** A content in any shape: a text, a list of blocks, or one block. */
export function addContent(to: Piece[], value: JsonValue | undefined, isResult: boolean, nesting = 0): void {
  if (isEmpty(value)) return
  if (typeof value === 'string') addText(to, value, isResult, nesting)
  else if (typeof value !== 'object') addField(to, 'content', value, isResult)
  else if (isObject(value)) addBlock(to, value, isResult, nesting)
  else addList(to, value, isResult, nesting)
}

/**
 * A list of nothing but texts may come back as one text. A block that says anything beside its text is not one of
 * those.
 */
function addList(to: Piece[], list: readonly JsonValue[], isResult: boolean, nesting: number): void {
  const pieces: Piece[] = []
  const texts: string[] = []
  for (const item of list) {
    const before = pieces.length
    addContent(pieces, item, isResult, nesting)
    if (isTextBlock(item) && isTextAlone(item.text, pieces.slice(before))) texts.push(item.text)
  }
  if (pieces.length > 1 && texts.length === list.length) {
    to.push({ text: textOf(texts.join('\n')), isResult, inner: () => pieces })
  } else for (const piece of pieces) to.push(piece)
}

function isTextAlone(text: string, pieces: readonly Piece[]): boolean {
  const normal = textOf(text)
  return pieces.every((piece) => piece.text === normal)
}

function addText(to: Piece[], text: string, isResult: boolean, nesting: number): void {
  const normal = textOf(text)
  if (normal === 't:') return
  const inner = nesting < maxNesting && mayBeJson(text) ? () => piecesInside(text, isResult, nesting) : nothing
  to.push({ text: normal, isResult, inner })
}

/** The pieces inside a text that an SDK made of blocks, a whole result, or any JSON. */
function piecesInside(text: string, isResult: boolean, nesting: number): readonly Piece[] {
  const value = jsonIn(text)
  if (value === undefined) return []
  const pieces: Piece[] = []
  if (isContent(value)) addContent(pieces, value, isResult, nesting + 1)
  else pieces.push({ text: jsonOf(value), isResult, inner: nothing })
  return pieces
}

function isContent(value: JsonValue): boolean {
  if (isObject(value)) return typeof value.type === 'string' || Array.isArray(value.content)
  return typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(isBlock))
}

function addBlock(to: Piece[], block: JsonObject, isResult: boolean, nesting: number): void {
  for (const name of Object.keys(block)) {
    const value = block[name]
    if (name === 'type' && typeof value === 'string' && blockTypes.has(value)) continue
    if (name === 'text' || name === 'thinking' || name === 'refusal' || name === 'content') {
      addContent(to, value, isResult, nesting + 1)
    } else if (name === 'structuredContent' && value !== undefined) {
      to.push({ text: jsonOf(value), isResult, inner: nothing })
    } else {
      const data = payloadNames.has(name) ? payloadOf(value) : undefined
      if (data === undefined) addField(to, name, value, isResult)
      else to.push({ text: textOf(data), isResult, inner: nothing })
    }
  }
}

const blockTypes: ReadonlySet<string> = new Set([
  'text',
  'input_text',
  'output_text',
  'refusal',
  'thinking',
  'image',
  'image_url',
  'input_image',
  'audio',
  'resource',
])

/** Members in which the model APIs put the bytes of an image or a file. Any other name may be a text itself. */
const payloadNames: ReadonlySet<string> = new Set(['image_url', 'source', 'file_data'])

/** The bytes of an image or a file, whatever the SDK wraps them in. */
function payloadOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string')
    return isWord(/^data:([a-z/]{1,40});base64,/.exec(value)?.[1] ?? '') ? afterComma(value) : undefined
  if (!isObject(value)) return undefined
  const { url, data, type, media_type, detail, ...others } = value
  if (Object.keys(others).length > 0 || ![type, media_type, detail].every(isWord)) return undefined
  if (typeof url === 'string' && data === undefined) return payloadOf(url)
  return typeof data === 'string' && url === undefined ? data : undefined
}

/** How a file is to be read: fixed words. In any other word an agent could say whatever it likes. */
const fileWords: ReadonlySet<JsonValue | undefined> = new Set([
  ...[undefined, null, 'base64', 'text', 'auto', 'low', 'high'],
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'],
  ...['audio/wav', 'audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/webm', 'audio/flac'],
])

function isWord(value: JsonValue | undefined): boolean {
  return fileWords.has(value)
}

function afterComma(url: string): string {
  return url.slice(url.indexOf(',') + 1)
}

export function jsonIn(text: string): JsonValue | undefined {
  return mayBeJson(text) ? boundedJson(text.trim()) : undefined
}

/** Texts, lists and objects. A number or a word alone says nothing of where it came from. */
function mayBeJson(text: string): boolean {
  return /^\s*[[{"]/.test(text)
}

/**
 * JSON inside a stranger's text. Undefined for what is no JSON, and for JSON that can't be walked and written again:
 * too long or nested too deep, a number beyond all bounds, half a character. Also undefined where reading loses
 * something: a member that is there twice, digits that no number holds.
 */
export function boundedJson(text: string): JsonValue | undefined {
  if (text.length > maxJsonText) return undefined
  try {
    const value: JsonValue = JSON.parse(text)
    const members = { count: 0 }
    return isPlain(value, 0, members) && isAllOf(text, members.count) ? value : undefined
  } catch {
    return undefined
  }
}

const maxDepth = 64

function isPlain(value: JsonValue | undefined, depth: number, members: { count: number }): boolean {
  if (depth > maxDepth) return false
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (isList(value)) return value.every((item) => isPlain(item, depth + 1, members))
  return Object.entries(value).every(([key, item]) => {
    members.count++
    return key.isWellFormed() && isPlain(item, depth + 1, members)
  })
}

const strings = /"(?:[^"\\]|\\.)*"/gs
const longNumber = /[\d.eE+-]{26}/

/** Whether JSON has exactly so many members, and no number with more signs than one ever needs. */
function isAllOf(json: string, members: number): boolean {
  if (isSaidOnce(json, members)) return true
  // Texts hold colons and digits too, and most JSON holds few texts.
  return isSaidOnce(json.replace(strings, ''), members)
}

function isSaidOnce(json: string, members: number): boolean {
  let colons = 0
  for (let at = json.indexOf(':'); at !== -1; at = json.indexOf(':', at + 1)) if (++colons > members) return false
  return !longNumber.test(json)
}

function isBlock(value: JsonValue): value is JsonObject {
  return isObject(value) && typeof value.type === 'string'
}

function isTextBlock(value: JsonValue): value is JsonObject & { readonly text: string } {
  return isObject(value) && typeof value.text === 'string'
}

/** Yes, no and nothing carry too little to say where they came from. */
function isEmpty(value: JsonValue | undefined): value is undefined | null | boolean | '' {
  if (value === undefined || value === null || typeof value === 'boolean' || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
