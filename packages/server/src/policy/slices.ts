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

/** Agents × tools and models that are in use at once; a slice is small, so this is a bound and not a budget. */
const maxSlices = 10_000

type ByAction = Partial<Record<PolicyRequest['action'], Slice>>

/**
 * The slices that were asked for. At every call of an agent to a model the gate asks with the same two objects, which it
 * keeps and froze. Their slice is found by the objects themselves: no text is made to look it up.
 */
export class Slices {
  readonly #byText = new Map<string, Slice>()
  readonly #byObjects = new WeakMap<Question['principal'], WeakMap<Question['resource'], ByAction>>()

  /** The slice of a question, or what `make` says is wrong with it; that is never kept. */
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
