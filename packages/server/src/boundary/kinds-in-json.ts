// SPDX-License-Identifier: EUPL-1.2
import { BoundaryError } from './errors.ts'
import { inspect } from './inspect.ts'
import { findingsInText } from './json.ts'
import { type AddressPart, addressPartNamed, contextOf, isAddressPart, isKept, namesSecret } from './json-fields.ts'
import { isPlain, MAX_JSON_DEPTH, MAX_JSON_TEXT, MAX_JSON_VALUES, walkJson } from './json-walk.ts'
import type { Finding, FindingKind } from './kinds.ts'
import { Lately } from './lately.ts'
import type { Rules } from './own-rules.ts'

/**
 * The kinds that `inspectJson` finds in a JSON value, each once and sorted. Where they stand nobody asks, so texts that
 * were looked through a moment ago are not looked through again. Throws as `inspectJson` does.
 */
export function kindsInJson(value: unknown, rules: Rules): readonly FindingKind[] {
  const looking = new Looking(rules)
  if (!looking.through(value, nowhere, 0)) {
    // That walk knows where it stands, and says what is wrong there.
    walkJson(value, () => undefined)
    throw new BoundaryError('not-json', 'the value can not be looked through')
  }
  return looking.kinds()
}

type Kinds = readonly FindingKind[]

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

class Looking {
  readonly #rules: Rules
  readonly #remembered: Remembered
  readonly #found = new Set<FindingKind>()
  #values = 0
  #characters = 0

  constructor(rules: Rules) {
    this.#rules = rules
    this.#remembered = rememberedOf(rules)
  }

  kinds(): Kinds {
    return this.#found.size === 0 ? none : [...this.#found].sort()
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
    const known =
      values.get(under.name, value) ??
      values.keep(under.name, value, kindsOf(findingsInText(under.context, text, this.#rules)))
    this.#note(known)
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
    return keys.get('', name) ?? keys.keep('', name, keyOf(name, this.#rules))
  }

  #note(kinds: Kinds): void {
    for (const kind of kinds) this.#found.add(kind)
  }

  #fits({ length }: string): boolean {
    this.#characters += length
    return this.#characters <= MAX_JSON_TEXT
  }
}

function keyOf(name: string, rules: Rules): Key {
  return {
    name,
    kinds: kindsOf(inspect(name, rules)),
    context: contextOf(name),
    isSecret: namesSecret(name),
    part: addressPartNamed(name),
  }
}

function kindsOf(findings: readonly Finding[]): Kinds {
  return findings.length === 0 ? none : [...new Set(findings.map(({ kind }) => kind))]
}
