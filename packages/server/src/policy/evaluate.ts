// SPDX-License-Identifier: EUPL-1.2
import { Entity, EvaluationError, isRecord, isSet, own, type RecordValue, type Value } from './value.ts'

/** What a rule sees of one request. */
export interface Frame {
  readonly principal: Entity
  readonly action: Entity
  readonly resource: Entity
  readonly context: RecordValue
}

export type Expression = (frame: Frame) => Value

/** Whether Cedar's `in` holds: an entity is in itself, and in every group above it. */
export function isIn(entity: Entity, group: Entity): boolean {
  return entity.key === group.key || entity.ancestors.has(group.key)
}

/** The attribute, or undefined when the entity or record lacks it. A text or a number has none: asking is an error. */
export function attributeOf(frame: Frame, value: Value, name: string): Value | undefined {
  if (value instanceof Entity) {
    const { attributes } = known(frame, value)
    return attributes === undefined ? undefined : own(attributes, name)
  }
  if (isRecord(value)) return own(value, name)
  throw new EvaluationError(`only a record or an entity has an attribute ${name}`)
}

/** An entity that a rule names may be one of the request's own; attributes are known of those only. */
export function known(frame: Frame, entity: Entity): Entity {
  if (entity.key === frame.principal.key) return frame.principal
  if (entity.key === frame.resource.key) return frame.resource
  return entity
}

/** Sums and products that floating point would round must not decide anything. */
export function safe(value: number): number {
  if (Number.isSafeInteger(value)) return value
  throw new EvaluationError('a number became too large to be exact')
}

/** Each of these turns an expression into one of a known type, or errs when the value is another. */
export function boolean(expression: Expression): (frame: Frame) => boolean {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'boolean') return value
    throw new EvaluationError('expected true or false')
  }
}

export function long(expression: Expression): (frame: Frame) => number {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'number') return value
    throw new EvaluationError('expected a number')
  }
}

export function string(expression: Expression): (frame: Frame) => string {
  return (frame) => {
    const value = expression(frame)
    if (typeof value === 'string') return value
    throw new EvaluationError('expected text')
  }
}

export function set(expression: Expression): (frame: Frame) => readonly Value[] {
  return (frame) => {
    const value = expression(frame)
    if (isSet(value)) return value
    throw new EvaluationError('expected a set')
  }
}

export function entity(expression: Expression): (frame: Frame) => Entity {
  return (frame) => toEntity(expression(frame))
}

export function toEntity(value: Value): Entity {
  if (value instanceof Entity) return value
  throw new EvaluationError('expected an entity')
}
