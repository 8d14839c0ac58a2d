// SPDX-License-Identifier: EUPL-1.2
import { type InPieces, isShort, pieces } from './in-turns.ts'
import { inspect } from './inspect.ts'
import { Inspector } from './inspector.ts'
import { addressByFields, contextOf, secretByKey } from './json-fields.ts'
import { type Leaf, walkJson } from './json-walk.ts'
import type { Finding, FindingKind } from './kinds.ts'
import type { Rules } from './own-rules.ts'
import { type Pseudonyms, RestoringStream, restore } from './pseudonyms.ts'
import { type Removed, type Replacement, Replacer, Tally } from './replace.ts'

const MAX_REMEMBERED_KEYS = 256

/** Inspects leaves one by one; the keys of a list's objects are the same again and again, so they are looked at once. */
function leafInspector(rules: Rules): (leaf: Leaf) => readonly Finding[] {
  const keys = new Map<string, readonly Finding[]>()
  return (leaf) => {
    if (leaf.within === 'value') return findingsInValue(leaf, rules)
    const known = keys.get(leaf.text)
    if (known !== undefined) return known
    const findings = inspect(leaf.text, rules)
    if (keys.size < MAX_REMEMBERED_KEYS) keys.set(leaf.text, findings)
    return findings
  }
}

/** What is found in a text that stands behind these words; of what begins in them, the part that is in the text. */
export function findingsInText(context: string, text: string, rules: Rules): readonly Finding[] {
  // Joined and not added: what V8 adds it keeps in two parts, and each character of it takes twice as long to read.
  return behind(context, inspect(context === '' ? text : [context, text].join(''), rules))
}

/** The same, piece by piece: `take` gets the findings, and up to where every finding that begins there was given. */
export function* readText(
  context: string,
  text: string,
  rules: Rules,
  take: (findings: readonly Finding[], end: number) => void,
): InPieces<void> {
  const inspector = new Inspector(rules)
  for (const [piece, isLast] of pieces([context, text].join(''))) {
    const findings = behind(context, inspector.push(piece, isLast))
    take(findings, isLast ? text.length : Math.max(0, inspector.safe - context.length))
    yield piece.length
  }
}

function behind({ length }: string, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0 || length === 0) return findings
  return findings
    .filter(({ end }) => end > length)
    .map((finding) => ({ ...finding, start: Math.max(0, finding.start - length), end: finding.end - length }))
}

function findingsInValue(leaf: Leaf, rules: Rules): readonly Finding[] {
  const findings = findingsInText(contextOf(leaf.key), leaf.text, rules)
  const byKey = [...secretByKey(leaf), ...addressByFields(leaf)]
  if (byKey.length === 0) return findings
  const whole = new Set(byKey.map(({ kind }) => kind))
  return [...byKey, ...findings.filter(({ kind }) => !whole.has(kind))]
}

type ReplacedJson = { readonly value: unknown; readonly removed: readonly Removed[] }

/**
 * The value with the findings of these kinds replaced: in strings, in numbers (a BSN without quotes; it becomes a string)
 * and in keys, and all else as it is. A key says what its value is, as a word before a number does in a text. Throws
 * `too-deep`, `too-large` or `not-json`.
 */
export function* replaceInJson(
  value: unknown,
  kinds: readonly FindingKind[],
  replacement: Replacement,
  rules: Rules,
): InPieces<ReplacedJson> {
  const tally = new Tally()
  const findingsOf = leafInspector(rules)
  const changed = yield* walkJson(value, function* (leaf) {
    const { text } = leaf
    const replacer = new Replacer(
      kinds,
      (kind, original) => replacement(kind, original, isWholeNumber(leaf, original)),
      tally,
    )
    let replaced = ''
    if (isShort(text)) {
      replaced = replacer.writeTo(text.length, findingsOf(leaf), text)
      yield text.length + perLeaf
    } else {
      // So long a text is nothing by its key: no part of an address, and no secret.
      yield* readText(contextOf(leaf.key), text, rules, (findings, end) => {
        replaced += replacer.writeTo(end, findings, text)
      })
    }
    return replaced === text ? undefined : replaced
  })
  return { value: changed, removed: tally.removed }
}

/** What a leaf costs beside its characters, in characters. */
const perLeaf = 16

function isWholeNumber(leaf: Leaf, original: string): boolean {
  return leaf.isNumber && leaf.text === original
}

/** `restore` for a JSON value, keys included; a number comes back as a number. */
export function restoreJson(value: unknown, pseudonyms: Pseudonyms): InPieces<unknown> {
  return walkJson(value, function* ({ text, isNumber, within }) {
    if (isNumber) return undefined
    const original = within === 'value' ? pseudonyms.originalOf(text) : undefined
    if (original?.isNumber) return Number(original.text)
    if (!isShort(text)) {
      const stream = new RestoringStream(pseudonyms)
      return (yield* restored(text, stream)) + stream.end()
    }
    yield text.length + perLeaf
    return restore(text, pseudonyms)
  })
}

/** More of a text through a stream. */
export function* restored(text: string, stream: RestoringStream): InPieces<string> {
  let out = ''
  for (const [piece] of pieces(text)) {
    out += stream.push(piece)
    yield piece.length + perLeaf
  }
  return out
}
