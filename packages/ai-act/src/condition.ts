// SPDX-License-Identifier: EUPL-1.2
// Conditions as the law data writes them: parsed once into nodes, and judged with three truth values.
import { isFactId, orderOf } from './facts/catalogue.ts'
import { isRole, type Role } from './law/roles.ts'
import type { Condition, Finding, Law } from './law/types.ts'
import { both, either, FALSE, not, TRUE, type Truth, UNKNOWN } from './three-valued.ts'

/** A node refers to a fact by its place in `factIds`, so that judging it takes one array access. */
export type Node =
  | { readonly kind: 'fact'; readonly order: number }
  | { readonly kind: 'section'; readonly order: number; readonly section: string }
  | { readonly kind: 'role'; readonly order: number; readonly role: Role }
  | { readonly kind: 'above'; readonly order: number; readonly limit: number }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly of: Node }

/** What a node is judged against: the facts about one system, and what the evaluator has found so far. */
export interface World {
  at(order: number): Truth
  section(section: string): Truth
  role(role: Role): Truth
  above(limit: number): Truth
  finding(finding: Finding): Truth
}

const findings: Readonly<Record<Finding, true>> = {
  _any_prohibited: true,
  _any_high: true,
  _any_art50: true,
  _annex_iii_1: true,
  _annex_iii_2_8: true,
  _annex_i_a: true,
  _annex_iii_5b_or_5c: true,
  _systemic: true,
}

function isFinding(name: string): name is Finding {
  return Object.hasOwn(findings, name)
}

function isDerived(name: string, derived: Law['derived']): name is keyof Law['derived'] {
  return Object.hasOwn(derived, name)
}

function compare(literal: string): Node | undefined {
  const [, fact = '', sign, value = ''] = /^([a-z0-9_]+)([=>])(.+)$/.exec(literal) ?? []
  if (!isFactId(fact)) return undefined
  const order = orderOf(fact)
  if (sign === '>') return { kind: 'above', order, limit: Number(value) }
  return isRole(value) ? { kind: 'role', order, role: value } : { kind: 'section', order, section: value }
}

function readLiteral(literal: string, derived: Law['derived']): Node {
  if (isFactId(literal)) return { kind: 'fact', order: orderOf(literal) }
  if (isFinding(literal)) return { kind: 'finding', finding: literal }
  if (isDerived(literal, derived)) return readCondition(derived[literal], derived)
  if (literal.startsWith('!')) return { kind: 'not', of: readLiteral(literal.slice(1), derived) }
  const node = compare(literal)
  // Types prevent this in our own data; a law written by hand must not silently lose a condition.
  if (node === undefined) throw new TypeError(`condition ${literal} names no fact`)
  return node
}

export function readCondition(condition: Condition, derived: Law['derived']): Node {
  if (typeof condition === 'string') return readLiteral(condition, derived)
  const read = (conditions: readonly Condition[]) => conditions.map((one) => readCondition(one, derived))
  const parts: Node[] = []
  if (condition.all !== undefined) parts.push(...read(condition.all))
  if (condition.any !== undefined) parts.push({ kind: 'any', of: read(condition.any) })
  if (condition.none !== undefined) for (const none of read(condition.none)) parts.push({ kind: 'not', of: none })
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', of: parts }
}

export function judge(node: Node, world: World): Truth {
  switch (node.kind) {
    case 'fact':
      return world.at(node.order)
    case 'section':
      return world.section(node.section)
    case 'role':
      return world.role(node.role)
    case 'above':
      return world.above(node.limit)
    case 'finding':
      return world.finding(node.finding)
    case 'not':
      return not(judge(node.of, world))
    case 'all':
      return judgeAll(node.of, world)
    case 'any':
      return judgeAny(node.of, world)
  }
}

function judgeAll(nodes: readonly Node[], world: World): Truth {
  let least: Truth = TRUE
  for (const node of nodes) {
    least = both(least, judge(node, world))
    if (least === FALSE) return FALSE
  }
  return least
}

function judgeAny(nodes: readonly Node[], world: World): Truth {
  let greatest: Truth = FALSE
  for (const node of nodes) {
    greatest = either(greatest, judge(node, world))
    if (greatest === TRUE) return TRUE
  }
  return greatest
}

/** The places of the facts that decide the node's value: the reasons to show with an outcome. */
export function reasons(node: Node, world: World, into: Set<number> = new Set()): ReadonlySet<number> {
  const truth = judge(node, world)
  switch (node.kind) {
    case 'all':
    case 'any':
      for (const child of node.of) if (judge(child, world) === truth) reasons(child, world, into)
      return into
    case 'not':
      return reasons(node.of, world, into)
    case 'finding':
      return into
    default:
      return into.add(node.order)
  }
}

export type Visit = (order: number, share: number, answer: boolean) => void

/**
 * Visits the facts that are open in an undecided node, with the answer that would help to settle it the given way and
 * the share each has in that. One false part settles an "all" as false, whereas all parts of an "any" must be false:
 * those divide the share.
 */
export function openFacts(node: Node, world: World, settle: boolean, share: number, visit: Visit): void {
  switch (node.kind) {
    case 'not':
      openFacts(node.of, world, !settle, share, visit)
      break
    case 'all':
    case 'any': {
      const alone = (node.kind === 'any') === settle
      const part = alone ? share : share / countOpen(node.of, world)
      for (const child of node.of) if (judge(child, world) === UNKNOWN) openFacts(child, world, settle, part, visit)
      break
    }
    case 'finding':
      break
    default:
      visit(node.order, share, settle)
  }
}

function countOpen(nodes: readonly Node[], world: World): number {
  let count = 0
  for (const node of nodes) if (judge(node, world) === UNKNOWN) count++
  return count
}
