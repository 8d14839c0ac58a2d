// SPDX-License-Identifier: EUPL-1.2
// Reading settings that several APIs write alike.
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { object, text } from '../json.ts'
import type { Format, Settings } from './prompt.ts'

export function number<K extends 'maxOutputTokens' | 'temperature' | 'topP'>(
  name: K,
  value: JsonValue | undefined,
): Pick<Settings, K> | Record<never, never> {
  return typeof value === 'number' ? { [name]: value } : {}
}

export function boolean<K extends 'parallel'>(
  name: K,
  value: JsonValue | undefined,
): Pick<Settings, K> | Record<never, never> {
  return typeof value === 'boolean' ? { [name]: value } : {}
}

/** One text or several. */
export function list(value: JsonValue | undefined): readonly string[] {
  return [value].flat().flatMap((item) => text(item) ?? [])
}

/** A form of the answer, as `response_format` and `text.format` write it. */
export function formatOf(
  type: JsonValue | undefined,
  { name, description, schema, strict }: JsonObject,
): Format | undefined {
  if (type === 'json_object') return { kind: 'json' }
  if (type !== 'json_schema') return undefined
  return {
    kind: 'schema',
    name: text(name) ?? 'answer',
    ...(typeof description === 'string' ? { description } : {}),
    schema: object(schema) ?? {},
    ...(typeof strict === 'boolean' ? { strict } : {}),
  }
}
