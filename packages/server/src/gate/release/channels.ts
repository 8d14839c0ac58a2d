// SPDX-License-Identifier: EUPL-1.2
import {
  type InPieces,
  isShort,
  kindsInPieces,
  type Pseudonyms,
  pieces,
  type Removed,
  RestoringStream,
  type Rules,
  replaceInJson,
  restored,
  restoreJson,
  TextStream,
} from '../../boundary/index.ts'
import { type Change, type Replacing, replacementOf } from '../decision/mend.ts'
import { GateError } from '../error.ts'
import { mayHoldTooMuch } from '../requests/many-values.ts'
import type { Plan } from './plan.ts'
import type { Seen } from './seen.ts'

export interface ChannelParts {
  /** What the pseudonyms in the request stand for: only values that the agent itself sent are put back. */
  readonly originals?: Pseudonyms | undefined
  readonly plan: Plan
  /** Where the plan's pseudonyms come from. */
  readonly pseudonyms?: Pseudonyms | undefined
  /** What is looked for. */
  readonly rules: Rules
  /** What was seen in this answer so far. */
  readonly seen: Seen
}

/**
 * The arguments of a tool call are JSON, whole or not at all. So they wait for their end, and are no longer than this.
 */
export const maxArguments = 1_000_000
/** And have no more values. */
const maxValues = 50_000

/** One text on its way. */
export interface Channel {
  /** Known at once for what is short. */
  push(delta: string): string | InPieces<string>
  end(last: string): InPieces<string>
  changes(): readonly Change[]
}

export class TextChannel implements Channel {
  readonly #seen: Seen
  readonly #restoring: RestoringStream | undefined
  readonly #replacing: readonly { readonly remedy: Replacing; readonly stream: TextStream }[]

  constructor({ originals, plan, pseudonyms, rules, seen }: ChannelParts) {
    this.#seen = seen
    this.#restoring = originals === undefined ? undefined : new RestoringStream(originals)
    this.#replacing = plan.replace.map(({ remedy, kinds }) => ({
      remedy,
      stream: new TextStream(kinds, replacementOf(remedy, pseudonyms), rules),
    }))
  }

  push(delta: string): string | InPieces<string> {
    if (!isShort(delta)) return this.#pushed(delta)
    const text = this.#restoring === undefined ? delta : this.#restoring.push(delta)
    return isShort(text) ? this.#replace(text, false) : this.#replaced(text, false)
  }

  *#pushed(delta: string): InPieces<string> {
    const restoring = this.#restoring
    return yield* this.#replaced(restoring === undefined ? delta : yield* restored(delta, restoring), false)
  }

  *end(last: string): InPieces<string> {
    const restoring = this.#restoring
    const text = restoring === undefined ? last : (yield* restored(last, restoring)) + restoring.end()
    return yield* this.#replaced(text, true)
  }

  changes(): readonly Change[] {
    return this.#replacing.flatMap(({ remedy, stream }) => changesOf(remedy, stream.removed))
  }

  *#replaced(text: string, isEnd: boolean): InPieces<string> {
    let said = ''
    for (const [piece, isLast] of pieces(text)) {
      said += this.#replace(piece, isEnd && isLast)
      yield piece.length
    }
    return said
  }

  #replace(text: string, isEnd: boolean): string {
    let said = text
    for (const { stream } of this.#replacing) {
      said = isEnd ? stream.end(said) : stream.push(said)
      this.#seen.note(stream.takeFindings())
    }
    return said
  }
}

export class ArgumentsChannel implements Channel {
  readonly #parts: ChannelParts
  readonly #pieces: string[] = []
  readonly #changes: Change[] = []
  #length = 0

  constructor(parts: ChannelParts) {
    this.#parts = parts
  }

  push(delta: string): string {
    this.#length += delta.length
    if (this.#length > maxArguments) {
      throw tooLong(`${maxArguments} characters`)
    }
    this.#pieces.push(delta)
    return ''
  }

  *end(last: string): InPieces<string> {
    this.push(last)
    const text = this.#pieces.join('')
    if (mayHoldTooMuch(text, maxValues)) throw tooLong(`${maxValues} values`)
    const value = parsed(text)
    if (value !== undefined) return yield* this.#replaced(text, value)
    // Not JSON, or not yet complete: it is still inspected as a text.
    const plain = new TextChannel(this.#parts)
    const out = yield* plain.end(text)
    this.#changes.push(...plain.changes())
    return out
  }

  changes(): readonly Change[] {
    return this.#changes
  }

  *#replaced(text: string, given: unknown): InPieces<string> {
    const { originals, plan, pseudonyms, rules, seen } = this.#parts
    const whole = originals === undefined ? given : yield* restoreJson(given, originals)
    const found = plan.replace.length === 0 ? [] : yield* kindsInPieces(whole, rules)
    seen.note(found.map((kind) => ({ kind })))
    let value = whole
    for (const { remedy, kinds } of plan.replace) {
      // Up to a million characters are not searched again for kinds that were not found.
      if (value === whole && !kinds.some((kind) => found.includes(kind))) continue
      const done = yield* replaceInJson(value, kinds, replacementOf(remedy, pseudonyms), rules)
      value = done.value
      this.#changes.push(...changesOf(remedy, done.removed))
    }
    return value === given ? text : JSON.stringify(value)
  }
}

function tooLong(most: string): GateError {
  return new GateError('upstream-failed', `arguments of a tool call of more than ${most}`)
}

function changesOf(remedy: Change['remedy'], removed: readonly Removed[]): readonly Change[] {
  return removed.map(({ kind, count }) => ({ remedy, kind, count }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
