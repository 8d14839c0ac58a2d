// SPDX-License-Identifier: EUPL-1.2
import type { Frame } from './evaluate.ts'
import type { CallShape } from './facts.ts'
import type { PolicyRequest, Rule } from './request.ts'
import type { CompiledRule } from './rule.ts'

/** The rules whose scope fits one agent, action and resource, with those three as Cedar sees them. */
export interface Slice extends Omit<Frame, 'context'> {
  readonly rules: readonly CompiledRule[]
  /** The same rules, as their authors wrote them. */
  readonly written: readonly Rule[]
  readonly shape: CallShape
}

/** A request without its facts. */
export type Question = Omit<PolicyRequest, 'context'>

/**
 * Bounds the combinations of agent and tool or model that are kept. A slice is small, so this is not a memory budget.
 */
const maxSlices = 10_000

type ByAction = Partial<Record<PolicyRequest['action'], Slice>>

/**
 * The slices made so far. For a model call the gate passes the same two frozen objects each time, so their slice is
 * found by identity, without building a text to look it up by.
 */
export class Slices {
  readonly #byText = new Map<string, Slice>()
  readonly #byObjects = new WeakMap<Question['principal'], WeakMap<Question['resource'], ByAction>>()

  /** The slice for a question. When `make` returns a problem instead, that is passed on and not kept. */
  of(question: Question, make: (question: Question) => Slice | string): Slice | string {
    const { principal, action, resource } = question
    if (!Object.isFrozen(principal) || !Object.isFrozen(resource)) return this.#byTextOf(question, make)
    const byResource = this.#byObjects.get(principal)
    const byAction = byResource?.get(resource)
    const known = byAction?.[action]
    if (known !== undefined) return known
    const slice = this.#byTextOf(question, make)
    if (typeof slice === 'string') return slice
    if (byAction !== undefined) byAction[action] = slice
    else if (byResource !== undefined) byResource.set(resource, { [action]: slice })
    else this.#byObjects.set(principal, new WeakMap([[resource, { [action]: slice }]]))
    return slice
  }

  #byTextOf(question: Question, make: (question: Question) => Slice | string): Slice | string {
    const { principal, action, resource } = question
    const key = JSON.stringify([principal, action, resource])
    const kept = this.#byText.get(key)
    if (kept !== undefined) return kept
    const slice = make(question)
    if (typeof slice === 'string') return slice
    const oldest = this.#byText.keys().next()
    if (this.#byText.size >= maxSlices && oldest.done !== true) this.#byText.delete(oldest.value)
    this.#byText.set(key, slice)
    return slice
  }
}
