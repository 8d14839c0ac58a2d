// SPDX-License-Identifier: EUPL-1.2
// What the given answers leave no choice about: when one half of a contradiction holds, the other doesn't. Real-time
// identification, for example, is identification even if nobody was asked about that.
import { contradictions } from './contradictions.ts'
import { factIds, orderOf } from './facts/catalogue.ts'
import { FALSE, TRUE, type Truth, UNKNOWN } from './three-valued.ts'

export interface Answer {
  readonly order: number
  readonly truth: Truth
}

interface Implication {
  readonly from: Answer
  readonly to: Answer
}

const implications: readonly Implication[] = contradictions.flatMap(({ facts: [one, other] }) => [
  { from: answer(one), to: opposite(other) },
  { from: answer(other), to: opposite(one) },
])

function answer([fact, value]: (typeof contradictions)[number]['facts'][number]): Answer {
  return { order: orderOf(fact), truth: value ? TRUE : FALSE }
}

function opposite([fact, value]: (typeof contradictions)[number]['facts'][number]): Answer {
  return answer([fact, !value])
}

/**
 * Fills in what follows from what is known. Gives, for each fact that it filled in, the fact that this follows from.
 */
export function deduce(truths: Truth[]): ReadonlyMap<number, number> {
  const because = new Map<number, number>()
  for (let more = true; more; ) {
    more = false
    for (const { from, to } of implications) {
      if (truths[from.order] !== from.truth || truths[to.order] !== UNKNOWN) continue
      truths[to.order] = to.truth
      because.set(to.order, from.order)
      more = true
    }
  }
  return because
}

/** The answers to other facts from which this one follows, directly or in several steps. */
function following(wanted: Answer): readonly Answer[] {
  const found: Answer[] = []
  for (let pending = [wanted]; pending.length > 0; ) {
    const next = implications.filter(({ to }) => pending.some((one) => same(one, to))).map(({ from }) => from)
    pending = next.filter((one) => !same(one, wanted) && !found.some((other) => same(one, other)))
    found.push(...pending)
  }
  return found
}

function same(one: Answer, other: Answer): boolean {
  return one.order === other.order && one.truth === other.truth
}

/** Indexed by the place of the fact. An array, because it tells fastest that most facts follow from no other. */
const forcers: (Readonly<Record<typeof FALSE | typeof TRUE, readonly Answer[]>> | undefined)[] = factIds.map((fact) => {
  const order = orderOf(fact)
  const [no, yes] = [following({ order, truth: FALSE }), following({ order, truth: TRUE })]
  return no.length + yes.length === 0 ? undefined : { [FALSE]: no, [TRUE]: yes }
})

/** The answers to other facts that would make this one false, and those that would make it true. */
export function forcing(order: number): Readonly<Record<typeof FALSE | typeof TRUE, readonly Answer[]>> | undefined {
  return forcers[order]
}
