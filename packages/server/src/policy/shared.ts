// SPDX-License-Identifier: EUPL-1.2
import type { Value } from './value.ts'
import { nodes } from './walk.ts'

/**
 * Enough for every part that matters; beyond this, emptying them all before each decision would cost more than it saves.
 */
const maxSlots = 1024

/**
 * Parts that several conditions of one set have in common, each with a slot for its value: rules that look at the same
 * facts look once for each decision. A part that errs leaves its slot empty, and so errs again in every rule, as it
 * should. Deciding is synchronous, so one decision is over and forgotten before the next begins.
 */
export class Shared {
  readonly values: (Value | undefined)[] = []
  readonly #slots = new Map<string, number>()

  /** Of Cedar's own JSON form of conditions. */
  constructor(conditions: Iterable<unknown>) {
    const times = new Map<string, number>()
    for (const condition of conditions) {
      for (const node of nodes(condition)) {
        if (!isWorthKeeping(node)) continue
        const key = JSON.stringify(node)
        times.set(key, (times.get(key) ?? 0) + 1)
      }
    }
    const repeated = [...times].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a)
    for (const [key] of repeated.slice(0, maxSlots)) {
      this.#slots.set(key, this.values.length)
      this.values.push(undefined)
    }
  }

  slotOf(json: unknown): number | undefined {
    return this.#slots.size === 0 ? undefined : this.#slots.get(JSON.stringify(json))
  }

  /** Called between decisions, so that no fact of one is seen by the next. */
  forget(): void {
    this.values.fill(undefined)
  }
}

/** Reading a slot is no quicker than reading a constant or a variable. */
function isWorthKeeping(node: { readonly [name: string]: unknown }): boolean {
  const [operator, ...others] = Object.keys(node)
  return operator !== undefined && others.length === 0 && operator !== 'Value' && operator !== 'Var'
}
