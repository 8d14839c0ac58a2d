// SPDX-License-Identifier: EUPL-1.2
import { BoundaryError } from './errors.ts'
import { atOnce, goOn, type InPieces, ofATurn } from './in-turns.ts'
import { inspect } from './inspect.ts'
import { findingsInText, readText } from './json.ts'
import { type AddressPart, addressPartNamed, contextOf, isAddressPart, isKept, namesSecret } from './json-fields.ts'
import { isPlain, MAX_JSON_DEPTH, MAX_JSON_TEXT, MAX_JSON_VALUES, walkJson } from './json-walk.ts'
import type { Finding, FindingKind } from './kinds.ts'
import { Lately } from './lately.ts'
import type { Rules } from './own-rules.ts'

type Kinds = readonly FindingKind[]

/**
 * The kinds that `replaceInJson` would replace in a JSON value, each once and sorted. Where they stand nobody asks, so
 * texts that were looked through a moment ago are not looked through again. Throws as `replaceInJson` does.
 */
export function kindsInJson(value: unknown, rules: Rules): Kinds {
  return looked(value, new Looking(rules, Number.POSITIVE_INFINITY)).kinds()
}

/** The same, piece by piece. */
export function* kindsInPieces(value: unknown, rules: Rules): InPieces<Kinds> {
  const looking = looked(value, new Looking(rules, ofATurn))
  return looking.isDone ? looking.kinds() : yield* looking.kindsOfAll()
}

/** The same; a value with much text in turns of the loop, so that who sends one holds up nobody else. */
export function kindsInTurns(value: unknown, rules: Rules): Kinds | Promise<Kinds> {
  const looking = looked(value, new Looking(rules, ofATurn))
  return looking.isDone ? looking.kinds() : goOn(looking.kindsOfAll())
}

function looked(value: unknown, looking: Looking): Looking {
  if (looking.through(value, nowhere, 0)) return looking
  // That walk knows where it stands, and says what is wrong there.
  atOnce(walkJson(value, unchanged))
  throw new BoundaryError('not-json', 'the value can not be looked through')
}

// biome-ignore lint/correctness/useYield: it has nothing to pause for
function* unchanged(): InPieces<undefined> {
  return undefined
}

/** A key, as far as it says something of itself and of what stands under it. */
interface Key {
  readonly name: string
  readonly kinds: Kinds
  readonly context: string
  readonly isSecret: boolean
  readonly part: AddressPart | undefined
}

const none: Kinds = []
const nowhere: Key = { name: '', kinds: none, context: '', isSecret: false, part: undefined }

/** Texts and numbers by the key they stand under, and keys: one that is known for another's sake would be a way past. */
class Remembered {
  readonly values = new Lately<Kinds>()
  readonly keys = new Lately<Key>()
}

const lately = new WeakMap<Rules, Remembered>()

function rememberedOf(rules: Rules): Remembered {
  const known = lately.get(rules) ?? new Remembered()
  lately.set(rules, known)
  return known
}

/** A text that is not looked through yet, and its key. */
interface Left {
  readonly under: Key
  readonly value: string | number
  readonly text: string
}

class Looking {
  readonly #rules: Rules
  readonly #atOnce: number
  readonly #remembered: Remembered
  readonly #found = new Set<FindingKind>()
  /** What is past what may be looked through at once. */
  readonly #left: Left[] = []
  #values = 0
  #characters = 0
  #new = 0

  constructor(rules: Rules, atOnce: number) {
    this.#rules = rules
    this.#atOnce = atOnce
    this.#remembered = rememberedOf(rules)
  }

  get isDone(): boolean {
    return this.#left.length === 0
  }

  kinds(): Kinds {
    return this.#found.size === 0 ? none : [...this.#found].sort()
  }

  *kindsOfAll(): InPieces<Kinds> {
    const { values } = this.#remembered
    for (const { under, value, text } of this.#left) {
      const known = values.get(under.name, value)
      this.#note(known ?? values.keep(under.name, value, yield* kindsInText(under.context, text, this.#rules)))
    }
    return this.kinds()
  }

  /** Whether the value could be read whole. */
  through(value: unknown, under: Key, depth: number): boolean {
    if (depth > MAX_JSON_DEPTH || ++this.#values > MAX_JSON_VALUES) return false
    switch (typeof value) {
      case 'string':
        return this.#leaf(value, value, under)
      case 'number':
        return Number.isFinite(value) && this.#leaf(value, String(value), under)
      case 'boolean':
      case 'undefined':
        return true
      case 'object':
        if (value === null) return true
        return Array.isArray(value)
          ? value.every((item) => this.through(item, under, depth + 1))
          : isPlain(value) && this.#members(value, depth)
      default:
        return false
    }
  }

  #leaf(value: string | number, text: string, under: Key): boolean {
    if (!this.#fits(text)) return false
    const { values } = this.#remembered
    const known = values.get(under.name, value)
    if (known !== undefined) this.#note(known)
    else if (this.#isTooMuch(text)) this.#left.push({ under, value, text })
    else this.#note(values.keep(under.name, value, kindsOf(findingsInText(under.context, text, this.#rules))))
    if (under.isSecret && typeof value === 'string' && isKept(value)) this.#found.add('secret')
    return true
  }

  #members(object: Readonly<Record<string, unknown>>, depth: number): boolean {
    let [hasPostcode, hasHouseNumber] = [false, false]
    for (const name of Object.keys(object)) {
      if (!this.#fits(name)) return false
      const key = this.#keyCalled(name)
      const value = object[name]
      this.#note(key.kinds)
      if (!this.through(value, key, depth + 1)) return false
      if (key.part === undefined || !isAddressPart(key.part, value)) continue
      if (key.part === 'postcode') hasPostcode = true
      else hasHouseNumber = true
    }
    if (hasPostcode && hasHouseNumber) this.#found.add('address')
    return true
  }

  #keyCalled(name: string): Key {
    const { keys } = this.#remembered
    const known = keys.get('', name)
    if (known !== undefined) return known
    if (!this.#isTooMuch(name)) return keys.keep('', name, keyOf(name, kindsOf(inspect(name, this.#rules))))
    this.#left.push({ under: nowhere, value: name, text: name })
    return keyOf(name, none)
  }

  /** Whether this is for a later turn. */
  #isTooMuch({ length }: string): boolean {
    this.#new += length
    return this.#new > this.#atOnce
  }

  #note(kinds: Kinds): void {
    for (const kind of kinds) this.#found.add(kind)
  }

  #fits({ length }: string): boolean {
    this.#characters += length
    return this.#characters <= MAX_JSON_TEXT
  }
}

function keyOf(name: string, kinds: Kinds): Key {
  return {
    name,
    kinds,
    context: contextOf(name),
    isSecret: namesSecret(name),
    part: addressPartNamed(name),
  }
}

function kindsOf(findings: readonly Finding[]): Kinds {
  return findings.length === 0 ? none : [...new Set(findings.map(({ kind }) => kind))]
}

function* kindsInText(context: string, text: string, rules: Rules): InPieces<Kinds> {
  const kinds = new Set<FindingKind>()
  yield* readText(context, text, rules, (findings) => {
    for (const { kind } of findings) kinds.add(kind)
  })
  return [...kinds]
}
