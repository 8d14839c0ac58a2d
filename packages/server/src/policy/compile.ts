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
import { contains, containsAll, containsAny, EvaluationError, equal, isSet, type Value } from './value.ts'

/**
 * Turns the conditions of a rule, in Cedar's own JSON form, into one function: true when the rule applies, an
 * EvaluationError where Cedar would err. Meaning is Cedar's, proven against it by `compile.test.ts`, with one
 * difference: whole numbers beyond 2^53, where Cedar goes on to 2^63, are errors. Throws UnsupportedError for what
 * Cedar has and this doesn't.
 */
export function compileConditions(conditions: PolicyJson['conditions']): (frame: Frame) => boolean {
  const clauses = conditions.map(({ kind, body }) => ({ wanted: kind === 'when', test: boolean(compile(body)) }))
  return (frame) => clauses.every(({ wanted, test }) => test(frame) === wanted)
}

function compile(json: unknown): Expression {
  const [operator, operand] = soleEntry(json)
  const compiler = operators.get(operator)
  if (compiler === undefined) throw new UnsupportedError(`${operator} is not supported in Sluis's rules`)
  return compiler(operand)
}

type Compiler = (operand: unknown) => Expression

/** Everything of the language that a rule may use; what is not here is refused when the rule is loaded. */
const operators: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['Value', constant],
  ['Var', variable],
  ['Set', setLiteral],
  ['Record', recordLiteral],
  ['!', one(boolean, (test) => (frame) => !test(frame))],
  ['&&', two(boolean, (left, right) => (frame) => left(frame) && right(frame))],
  ['||', two(boolean, (left, right) => (frame) => left(frame) || right(frame))],
  ['if-then-else', choice],
  ['==', two(untyped, (left, right) => (frame) => equal(left(frame), right(frame)))],
  ['!=', two(untyped, (left, right) => (frame) => !equal(left(frame), right(frame)))],
  ['<', two(long, (left, right) => (frame) => left(frame) < right(frame))],
  ['<=', two(long, (left, right) => (frame) => left(frame) <= right(frame))],
  ['>', two(long, (left, right) => (frame) => left(frame) > right(frame))],
  ['>=', two(long, (left, right) => (frame) => left(frame) >= right(frame))],
  ['neg', one(long, (value) => (frame) => safe(-value(frame)))],
  ['+', two(long, (left, right) => (frame) => safe(left(frame) + right(frame)))],
  ['-', two(long, (left, right) => (frame) => safe(left(frame) - right(frame)))],
  ['*', two(long, (left, right) => (frame) => safe(left(frame) * right(frame)))],
  ['contains', two(untyped, (left, member) => containing(set(left), member))],
  ['containsAll', two(set, (left, right) => (frame) => containsAll(left(frame), right(frame)))],
  ['containsAny', two(set, (left, right) => (frame) => containsAny(left(frame), right(frame)))],
  ['isEmpty', one(set, (members) => (frame) => members(frame).length === 0)],
  ['like', like],
  ['.', access],
  ['has', presence],
  ['in', two(untyped, membership)],
  ['is', typeTest],
])

function one<T>(typed: (expression: Expression) => T, build: (argument: T) => Expression): Compiler {
  return (operand) => build(typed(compile(readParts(operand, ['arg']).arg)))
}

function two<T>(typed: (expression: Expression) => T, build: (left: T, right: T) => Expression): Compiler {
  return (operand) => {
    const { left, right } = readParts(operand, ['left', 'right'])
    return build(typed(compile(left)), typed(compile(right)))
  }
}

function untyped(expression: Expression): Expression {
  return expression
}

function constant(operand: unknown): Expression {
  const value = literal(operand)
  return () => value
}

function literal(json: unknown): Value {
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json !== 'number') return readEntity(json)
  if (Number.isSafeInteger(json)) return json
  throw new UnsupportedError('a whole number beyond 9007199254740991 is not supported')
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
      throw new UnsupportedError('an unknown variable')
  }
}

function setLiteral(json: unknown): Expression {
  if (!Array.isArray(json)) throw new UnsupportedError('a set without members')
  const members = json.map(compile)
  return (frame) => members.map((member) => member(frame))
}

function recordLiteral(json: unknown): Expression {
  const members = Object.entries(readParts(json, [])).map(([name, value]) => ({ name, value: compile(value) }))
  return (frame) => Object.fromEntries(members.map(({ name, value }) => [name, value(frame)]))
}

function choice(operand: unknown): Expression {
  const parts = readParts(operand, ['if', 'then', 'else'])
  const [test, then, otherwise] = [boolean(compile(parts.if)), compile(parts.then), compile(parts.else)]
  return (frame) => (test(frame) ? then(frame) : otherwise(frame))
}

function containing(members: (frame: Frame) => readonly Value[], member: Expression): Expression {
  return (frame) => contains(members(frame), member(frame))
}

function like(operand: unknown): Expression {
  const { left, pattern } = readParts(operand, ['left', 'pattern'])
  const [text, parts] = [string(compile(left)), readPattern(pattern)]
  return (frame) => matchLike(text(frame), parts)
}

function access(operand: unknown): Expression {
  const { left, attr } = readParts(operand, ['left', 'attr'])
  if (typeof attr !== 'string') throw new UnsupportedError('an attribute without a name')
  const of = compile(left)
  return (frame) => {
    const value = attributeOf(frame, of(frame), attr)
    if (value === undefined) throw new EvaluationError(`there is no attribute ${attr}`)
    return value
  }
}

/** `x has a.b.c`: each step must be there; asking an attribute of a text or a number is an error. */
function presence(operand: unknown): Expression {
  const { left, attr } = readParts(operand, ['left', 'attr'])
  const names = Array.isArray(attr) ? attr.map(String) : [String(attr)]
  const of = compile(left)
  return (frame) => {
    let value: Value | undefined = of(frame)
    for (const name of names) {
      value = attributeOf(frame, value, name)
      if (value === undefined) return false
    }
    return true
  }
}

function membership(left: Expression, right: Expression): Expression {
  const of = entity(left)
  return (frame) => {
    const member = known(frame, of(frame))
    const groups = right(frame)
    const within = (group: Value): boolean => isIn(member, toEntity(group))
    // Every member is read before any is compared: one that is no entity is an error, not a miss.
    return isSet(groups) ? groups.map(within).includes(true) : within(groups)
  }
}

function typeTest(operand: unknown): Expression {
  const { left, entity_type: type, in: group } = readParts(operand, ['left', 'entity_type'])
  const of = entity(compile(left))
  if (group === undefined) return (frame) => of(frame).type === type
  const within = boolean(membership(compile(left), compile(group)))
  return (frame) => of(frame).type === type && within(frame)
}
