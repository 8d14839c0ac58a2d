// SPDX-License-Identifier: EUPL-1.2
// Reading settings that several APIs write alike.
import type { JsonObject, JsonValue } from '../../../journal/index.ts'
import { object, text } from '../json.ts'
import type { Format, Offered, Settings } from './prompt.ts'

export function number<K extends 'maxOutputTokens' | 'temperature' | 'topP'>(
  name: K,
  value: JsonValue | undefined,
): Pick<Settings, K> | Record<never, never> {
  return typeof value === 'number' ? { [name]: value } : {}
}

/** What OpenAI's two APIs write alike. */
export function openaiSettings({ parallel_tool_calls, temperature, top_p, user }: JsonObject): Settings {
  return {
    ...(typeof parallel_tool_calls === 'boolean' ? { parallel: parallel_tool_calls } : {}),
    ...number('temperature', temperature),
    ...number('topP', top_p),
    ...(typeof user === 'string' ? { user } : {}),
  }
}

/** A function as an agent offers it to its model. */
export function offeredOf({ name, description, strict }: JsonObject, schema: JsonValue | undefined): Offered {
  return {
    name: text(name) ?? '',
    schema: object(schema) ?? { type: 'object', properties: {} },
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  }
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
