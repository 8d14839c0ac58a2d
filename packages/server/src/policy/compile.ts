// SPDX-License-Identifier: EUPL-1.2
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import {
  attributeOf,
  boolean,
  type Expression,
  entity,
  type Frame,
  isIn,
  known,
  long,
  safe,
  set,
  string,
  toEntity,
} from './evaluate.ts'
import { readEntity, readParts, soleEntry, UnsupportedError } from './json.ts'
import { matchLike, readPattern } from './like.ts'
import type { Shared } from './shared.ts'
import { contains, containsAll, containsAny, EvaluationError, equal, isSet, type Value } from './value.ts'

/**
 * Turns the conditions of a rule, in Cedar's own JSON form, into one function: true when the rule applies, an
 * EvaluationError where Cedar would err. The meaning is Cedar's, which `compile.test.ts` holds it to, with one
 * difference: Cedar's whole numbers go to 2^63, ours err beyond 2^53. Whatever the set has in `shared` is evaluated once
 * for each decision. Throws UnsupportedError for the parts of Cedar that this doesn't cover.
 */
export function compileConditions(conditions: PolicyJson['conditions'], shared?: Shared): (frame: Frame) => boolean {
  const terms = new Terms(shared)
  const clauses = conditions.map(({ kind, body }) => {
    const test = terms.boolean(body)
    return kind === 'when' ? test : (frame: Frame) => !test(frame)
  })
  const [only, ...others] = clauses
  return only !== undefined && others.length === 0 ? only : (frame) => clauses.every((test) => test(frame))
}

type Evaluate<T> = (frame: Frame) => T
type Build<T> = (operand: unknown, terms: Terms) => Evaluate<T>

/** Expressions as functions. Where yes or no is asked, an operator that can give nothing else is not checked again. */
class Terms {
  readonly #shared: Shared | undefined

  constructor(shared: Shared | undefined) {
    this.#shared = shared
  }

  any(json: unknown): Expression {
    const [operator, operand] = soleEntry(json)
    const build = truths.get(operator) ?? values.get(operator)
    if (build === undefined)
      throw new UnsupportedError(
        `${operator} kan niet in regels van Sluis; schrijf het met andere voorwaarden`,
        `${operator} is not supported in Sluis's rules; write it with other conditions`,
      )
    return this.#kept(json, build(operand, this))
  }

  boolean(json: unknown): Evaluate<boolean> {
    const [operator, operand] = soleEntry(json)
    const build = truths.get(operator)
    return build === undefined ? boolean(this.any(json)) : this.#keptTruth(json, build(operand, this))
  }

  #kept(json: unknown, evaluate: Expression): Expression {
    const slot = this.#shared?.slotOf(json)
    if (slot === undefined) return evaluate
    const kept = this.#shared?.values ?? []
    return (frame) => {
      const before = kept[slot]
      if (before !== undefined) return before
      const value = evaluate(frame)
      kept[slot] = value
      return value
    }
  }

  #keptTruth(json: unknown, evaluate: Evaluate<boolean>): Evaluate<boolean> {
    const slot = this.#shared?.slotOf(json)
    if (slot === undefined) return evaluate
    const kept = this.#shared?.values ?? []
    return (frame) => {
      const before = kept[slot]
      if (typeof before === 'boolean') return before
      const value = evaluate(frame)
      kept[slot] = value
      return value
    }
  }
}

// Everything of the language that a rule may use. An operator that is in neither list is refused when the rule is
// loaded.

/** What gives true or false. */
const truths: ReadonlyMap<string, Build<boolean>> = new Map<string, Build<boolean>>([
  ['!', negation],
  ['&&', twoTruths((left, right) => (frame) => left(frame) && right(frame))],
  ['||', twoTruths((left, right) => (frame) => left(frame) || right(frame))],
  ['==', two(untyped, (left, right) => (frame) => equal(left(frame), right(frame)))],
  ['!=', two(untyped, (left, right) => (frame) => !equal(left(frame), right(frame)))],
  ['<', two(long, (left, right) => (frame) => left(frame) < right(frame))],
  ['<=', two(long, (left, right) => (frame) => left(frame) <= right(frame))],
  ['>', two(long, (left, right) => (frame) => left(frame) > right(frame))],
  ['>=', two(long, (left, right) => (frame) => left(frame) >= right(frame))],
  ['contains', two(untyped, (left, member) => containing(set(left), member))],
  ['containsAll', two(set, (left, right) => (frame) => containsAll(left(frame), right(frame)))],
  ['containsAny', two(set, (left, right) => (frame) => containsAny(left(frame), right(frame)))],
  ['isEmpty', one(set, (members) => (frame) => members(frame).length === 0)],
  ['like', like],
  ['has', presence],
  ['in', two(untyped, membership)],
  ['is', typeTest],
])

const values: ReadonlyMap<string, Build<Value>> = new Map<string, Build<Value>>([
  ['Value', constant],
  ['Var', variable],
  ['Set', setLiteral],
  ['Record', recordLiteral],
  ['if-then-else', choice],
  ['neg', one(long, (value) => (frame) => safe(-value(frame)))],
  ['+', two(long, (left, right) => (frame) => safe(left(frame) + right(frame)))],
  ['-', two(long, (left, right) => (frame) => safe(left(frame) - right(frame)))],
  ['*', two(long, (left, right) => (frame) => safe(left(frame) * right(frame)))],
  ['.', access],
])

function one<T, R>(typed: (expression: Expression) => T, build: (argument: T) => Evaluate<R>): Build<R> {
  return (operand, terms) => build(typed(terms.any(readParts(operand, ['arg']).arg)))
}

function two<T, R>(typed: (expression: Expression) => T, build: (left: T, right: T) => Evaluate<R>): Build<R> {
  return (operand, terms) => {
    const { left, right } = readParts(operand, ['left', 'right'])
    return build(typed(terms.any(left)), typed(terms.any(right)))
  }
}

function twoTruths(build: (left: Evaluate<boolean>, right: Evaluate<boolean>) => Evaluate<boolean>): Build<boolean> {
  return (operand, terms) => {
    const { left, right } = readParts(operand, ['left', 'right'])
    return build(terms.boolean(left), terms.boolean(right))
  }
}

function untyped(expression: Expression): Expression {
  return expression
}

function negation(operand: unknown, terms: Terms): Evaluate<boolean> {
  const test = terms.boolean(readParts(operand, ['arg']).arg)
  return (frame) => !test(frame)
}

function constant(operand: unknown): Expression {
  const value = literal(operand)
  return () => value
}

function literal(json: unknown): Value {
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json !== 'number') return readEntity(json)
  if (Number.isSafeInteger(json)) return json
  throw new UnsupportedError(
    'een geheel getal boven 9007199254740991 kan hier niet',
    'a whole number beyond 9007199254740991 is not supported',
  )
}

function variable(name: unknown): Expression {
  switch (name) {
    case 'principal':
      return ({ principal }) => principal
    case 'action':
      return ({ action }) => action
    case 'resource':
      return ({ resource }) => resource
    case 'context':
      return ({ context }) => context
    default:
      throw new UnsupportedError('een onbekende variabele', 'an unknown variable')
  }
}

function setLiteral(json: unknown, terms: Terms): Expression {
  if (!Array.isArray(json)) throw new UnsupportedError('een verzameling zonder leden', 'a set without members')
  const members = json.map((member) => terms.any(member))
  return (frame) => members.map((member) => member(frame))
}

function recordLiteral(json: unknown, terms: Terms): Expression {
  const members = Object.entries(readParts(json, [])).map(([name, value]) => ({ name, value: terms.any(value) }))
  return (frame) => Object.fromEntries(members.map(({ name, value }) => [name, value(frame)]))
}

function choice(operand: unknown, terms: Terms): Expression {
  const parts = readParts(operand, ['if', 'then', 'else'])
  const [test, then, otherwise] = [terms.boolean(parts.if), terms.any(parts.then), terms.any(parts.else)]
  return (frame) => (test(frame) ? then(frame) : otherwise(frame))
}

function containing(members: Evaluate<readonly Value[]>, member: Expression): Evaluate<boolean> {
  return (frame) => contains(members(frame), member(frame))
}

function like(operand: unknown, terms: Terms): Evaluate<boolean> {
  const { left, pattern } = readParts(operand, ['left', 'pattern'])
  const [text, parts] = [string(terms.any(left)), readPattern(pattern)]
  return (frame) => matchLike(text(frame), parts)
}

function access(operand: unknown, terms: Terms): Expression {
  const { left, attr } = readParts(operand, ['left', 'attr'])
  if (typeof attr !== 'string') throw new UnsupportedError('een kenmerk zonder naam', 'an attribute without a name')
  const of = terms.any(left)
  return (frame) => {
    const value = attributeOf(frame, of(frame), attr)
    if (value === undefined) throw new EvaluationError(`there is no attribute ${attr}`)
    return value
  }
}

/** `x has a.b.c`: each step must be present; asking a text or a number for an attribute is an error. */
function presence(operand: unknown, terms: Terms): Evaluate<boolean> {
  const { left, attr } = readParts(operand, ['left', 'attr'])
  const names = Array.isArray(attr) ? attr.map(String) : [String(attr)]
  const of = terms.any(left)
  return (frame) => {
    let value: Value | undefined = of(frame)
    for (const name of names) {
      value = attributeOf(frame, value, name)
      if (value === undefined) return false
    }
    return true
  }
}

function membership(left: Expression, right: Expression): Evaluate<boolean> {
  const of = entity(left)
  return (frame) => {
    const member = known(frame, of(frame))
    const groups = right(frame)
    const within = (group: Value): boolean => isIn(member, toEntity(group))
    // Every member is read before any is compared: one that is no entity is an error, not a miss.
    return isSet(groups) ? groups.map(within).includes(true) : within(groups)
  }
}

function typeTest(operand: unknown, terms: Terms): Evaluate<boolean> {
  const { left, entity_type: type, in: group } = readParts(operand, ['left', 'entity_type'])
  const of = entity(terms.any(left))
  if (group === undefined) return (frame) => of(frame).type === type
  const within = membership(terms.any(left), terms.any(group))
  return (frame) => of(frame).type === type && within(frame)
}
