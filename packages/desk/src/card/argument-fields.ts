// SPDX-License-Identifier: EUPL-1.2
// The arguments of a call as fields of a form. A field keeps the type of its value, and what nobody touched goes along
// as the very value it was: an edit changes what was edited, and nothing else (P5).
import { asJson } from '../changes.ts'
import type { Fields } from '../drafts/drafts.ts'
import { isRecord, isTextList } from '../facts.ts'
import { unseenIn, visibleJson } from '../visible.ts'
import { type JsonProblem, readJson, readNumber } from './read-json.ts'

export interface ArgumentField {
  /** Its name in the form's fields. */
  readonly key: string
  /** The name of the argument. */
  readonly name: string
  readonly kind: 'text' | 'number' | 'yes-no' | 'choice' | 'json'
  readonly value: unknown
  /** How the value stands in the field at first. */
  readonly start: string
  /** What the tool's schema lets it be, the value among them. */
  readonly choices: readonly string[]
  /** What the tool's schema says of it. */
  readonly help: string
}

/** One field for each argument that the call has; what it leaves out stays out. */
export function fieldsIn(given: Readonly<Record<string, unknown>>, schema: unknown): readonly ArgumentField[] {
  return Object.entries(given).map(([name, value], at) => {
    const described = describedBy(schema, name)
    const choices = typeof value === 'string' ? choicesIn(described, value) : []
    const kind = choices.length > 0 ? 'choice' : kindOf(value)
    const start = kind === 'json' ? visibleJson(asJson(value)) : String(value)
    return { key: `argument ${at}`, name, kind, value, start, choices, help: helpIn(described) }
  })
}

export const startOf = (fields: readonly ArgumentField[]): Fields =>
  Object.fromEntries(fields.map(({ key, start }) => [key, start]))

type ReadArguments =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** By the keys of the fields. */
  | { readonly problems: ReadonlyMap<string, JsonProblem> }

/** The arguments that the form makes, in their own order. */
export function argumentsIn(fields: readonly ArgumentField[], written: Fields): ReadArguments {
  const read = fields.map((field) => [field, readField(field, written[field.key] ?? field.start)] as const)
  const problems = new Map(read.flatMap(([{ key }, one]) => ('problem' in one ? [[key, one.problem] as const] : [])))
  if (problems.size > 0) return { problems }
  return { value: Object.fromEntries(read.flatMap(([{ name }, one]) => ('value' in one ? [[name, one.value]] : []))) }
}

function readField({ kind, start, value }: ArgumentField, text: string) {
  if (text === start) return { value }
  switch (kind) {
    case 'text':
    case 'choice':
      return { value: text }
    case 'yes-no':
      return { value: text === 'true' }
    case 'number':
      return readNumber(text)
    case 'json':
      return readJson(text)
  }
}

function kindOf(value: unknown): ArgumentField['kind'] {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yes-no'
  return typeof value === 'string' && isFitForField(value) ? 'text' : 'json'
}

/** A field for text can't show what is unseen, and a browser makes other line ends of some: JSON has both escaped. */
const isFitForField = (text: string): boolean =>
  !text.includes('\r') && unseenIn(text).every(({ kind }) => kind !== 'unseen')

function describedBy(schema: unknown, name: string): Record<string, unknown> {
  const properties = isRecord(schema) ? schema.properties : undefined
  const described = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  return isRecord(described) ? described : {}
}

/** More than people look through in a list. */
const mostChoices = 100

const choicesIn = ({ enum: all }: Record<string, unknown>, value: string): readonly string[] =>
  isTextList(all) && all.length <= mostChoices && all.includes(value) && all.every(isFitForField)
    ? [...new Set(all)]
    : []

const longestHelp = 300

const helpIn = ({ description }: Record<string, unknown>): string =>
  typeof description === 'string' ? description.slice(0, longestHelp) : ''
