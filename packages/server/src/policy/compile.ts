// SPDX-License-Identifier: EUPL-1.2
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { readEntity, readParts, soleEntry, UnsupportedError } from './json.ts'
import { matchLike, readPattern } from './like.ts'
import {
  contains,
  containsAll,
  containsAny,
  Entity,
  EvaluationError,
  equal,
  isRecord,
  isSet,
  own,
  type RecordValue,
  type Value,
} from './value.ts'

/** What a rule sees of one request. */
export interface Frame {
  readonly principal: Entity
  readonly action: Entity
  readonly resource: Entity
  readonly context: RecordValue
}

export type Expression = (frame: Frame) => Value

/**
 * Turns the conditions of a rule, in Cedar's own JSON form, into one function: true when the rule applies, an
 * EvaluationError where Cedar would err. Meaning is Cedar's, proven against it by `oracle.test.ts`, with one
 * difference: whole numbers beyond 2^53, where Cedar goes on to 2^63, are errors. Throws UnsupportedError for what
 * Cedar has and this doesn't.
 */
export function compileConditions(conditions: PolicyJson['conditions']): (frame: Frame) => boolean {
  const clauses = conditions.map(({ kind, body }) => ({ wanted: kind === 'when', test: boolean(compile(body)) }))
  return (frame) => clauses.every(({ wanted, test }) => test(frame) === wanted)
}

function compile(json: unknown): Expression {
  const [operator, operand] = soleEntry(json)
  switch (operator) {
    case 'Value':
      return constant(literal(operand))
    case 'Var':
      return variable(operand)
    case 'Set':
      return setLiteral(operand)
    case 'Record':
      return recordLiteral(operand)
    case '!': {
      const test = boolean(argument(operand))
      return (frame) => !test(frame)
    }
    case '&&': {
      const [left, right] = pair(operand, boolean)
      return (frame) => left(frame) && right(frame)
    }
    case '||': {
      const [left, right] = pair(operand, boolean)
      return (frame) => left(frame) || right(frame)
    }
    case 'if-then-else':
      return choice(operand)
    case '==': {
      const [left, right] = pair(operand, any)
      return (frame) => equal(left(frame), right(frame))
    }
    case '!=': {
      const [left, right] = pair(operand, any)
      return (frame) => !equal(left(frame), right(frame))
    }
    default:
      return compileTyped(operator, operand)
  }
}

function compileTyped(operator: string, operand: unknown): Expression {
  switch (operator) {
    case 'neg': {
      const value = long(argument(operand))
      return (frame) => safe(-value(frame))
    }
    case '+':
      return arithmetic(operand, (a, b) => a + b)
    case '-':
      return arithmetic(operand, (a, b) => a - b)
    case '*':
      return arithmetic(operand, (a, b) => a * b)
    case '<':
      return comparison(operand, (a, b) => a < b)
    case '<=':
      return comparison(operand, (a, b) => a <= b)
    case '>':
      return comparison(operand, (a, b) => a > b)
    case '>=':
      return comparison(operand, (a, b) => a >= b)
    case 'contains': {
      const { left, right } = readParts(operand, ['left', 'right'])
      const [elements, member] = [set(compile(left)), compile(right)]
      return (frame) => contains(elements(frame), member(frame))
    }
    case 'containsAll': {
      const [left, right] = pair(operand, set)
      return (frame) => containsAll(left(frame), right(frame))
    }
    case 'containsAny': {
      const [left, right] = pair(operand, set)
      return (frame) => containsAny(left(frame), right(frame))
    }
    case 'isEmpty': {
      const elements = set(argument(operand))
      return (frame) => elements(frame).length === 0
    }
    case 'like': {
      const { left, pattern } = readParts(operand, ['left', 'pattern'])
      const [text, parts] = [string(compile(left)), readPattern(pattern)]
      return (frame) => matchLike(text(frame), parts)
    }
    case '.':
      return access(operand)
    case 'has':
      return presence(operand)
    case 'in': {
      const { left, right } = readParts(operand, ['left', 'right'])
      return membership(compile(left), compile(right))
    }
    case 'is':
      return typeTest(operand)
    default:
      throw new UnsupportedError(`${operator} is not supported in Sluis's rules`)
  }
}

const constant =
  (value: Value): Expression =>
  () =>
    value

function literal(json: unknown): Value {
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number') {
    if (Number.isSafeInteger(json)) return json
    throw new UnsupportedError('a whole number beyond 9007199254740991 is not supported')
  }
  return readEntity(json)
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

function argument(operand: unknown): Expression {
  return compile(readParts(operand, ['arg']).arg)
}

const any = (expression: Expression): Expression => expression

function pair<T>(operand: unknown, typed: (expression: Expression) => T): readonly [T, T] {
  const { left, right } = readParts(operand, ['left', 'right'])
  return [typed(compile(left)), typed(compile(right))]
}

function arithmetic(operand: unknown, compute: (a: number, b: number) => number): Expression {
  const [left, right] = pair(operand, long)
  return (frame) => safe(compute(left(frame), right(frame)))
}

function comparison(operand: unknown, compare: (a: number, b: number) => boolean): Expression {
  const [left, right] = pair(operand, long)
  return (frame) => compare(left(frame), right(frame))
}

/** Sums and products that a float rounds must not decide anything. */
function safe(value: number): number {
  if (Number.isSafeInteger(value)) return value
  throw new EvaluationError('a number became too large to be exact')
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

function attributeOf(frame: Frame, value: Value, name: string): Value | undefined {
  if (value instanceof Entity) {
    const { attributes } = known(frame, value)
    return attributes === undefined ? undefined : own(attributes, name)
  }
  if (isRecord(value)) return own(value, name)
  throw new EvaluationError(`only a record or an entity has an attribute ${name}`)
}

/** An entity that a rule names may be the request's own; only of those is anything known. */
function known(frame: Frame, entity: Entity): Entity {
  if (entity.key === frame.principal.key) return frame.principal
  if (entity.key === frame.resource.key) return frame.resource
  return entity
}

function membership(left: Expression, right: Expression): Expression {
  const entity = entityOf(left)
  return (frame) => {
    const member = known(frame, entity(frame))
    const groups = right(frame)
    const within = (group: Value): boolean => isIn(member, toEntity(group))
    // Every member is read before any is compared: one that is no entity is an error, not a miss.
    return isSet(groups) ? groups.map(within).includes(true) : within(groups)
  }
}

function typeTest(operand: unknown): Expression {
  const { left, entity_type: type, in: group } = readParts(operand, ['left', 'entity_type'])
  const entity = entityOf(compile(left))
  if (group === undefined) return (frame) => entity(frame).type === type
  const within = boolean(membership(compile(left), compile(group)))
  return (frame) => entity(frame).type === type && within(frame)
}

export function isIn(entity: Entity, group: Entity): boolean {
  return entity.key === group.key || entity.ancestors.has(group.key)
}

function boolean(expression: Expression): (frame: Frame) => boolean {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'boolean') return value
    throw new EvaluationError('expected true or false')
  }
}

function long(expression: Expression): (frame: Frame) => number {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'number') return value
    throw new EvaluationError('expected a number')
  }
}

function string(expression: Expression): (frame: Frame) => string {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'string') return value
    throw new EvaluationError('expected text')
  }
}

function set(expression: Expression): (frame: Frame) => readonly Value[] {
  return (frame) => {
    const value = expression(frame)
    if (isSet(value)) return value
    throw new EvaluationError('expected a set')
  }
}

function entityOf(expression: Expression): (frame: Frame) => Entity {
  return (frame) => toEntity(expression(frame))
}

function toEntity(value: Value): Entity {
  if (value instanceof Entity) return value
  throw new EvaluationError('expected an entity')
}
