// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Ask, Numbered } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { passCall } from '../path.ts'
import type { Exit, Line } from '../requests/exit.ts'

export interface PassedValue {
  readonly value: JsonObject
  readonly numbered: Numbered
}

/** Passes one call of a tool server down the path. */
export async function forward(parts: GateParts, ask: Ask, line: Line): Promise<PassedValue> {
  const passed = await passCall(parts, ask, line, async (admitted) => {
    if (admitted.target.kind !== 'tool') throw new GateError('upstream-failed', 'this is no tool')
    const answer = await parts.toolsOf(admitted.loaded).call(admitted.target.tool, ask.caller, admitted)
    const result = await admitted.release.result(answer)
    return { reply: result.value, ended: result }
  })
  const value = 'repeated' in passed ? passed.repeated.value : passed.reply
  // Safe: every recorded result of a tool server's call is an object.
  return { value: value as JsonObject, numbered: passed.numbered }
}

/** The line to a client of the SDK, which signals when the client is gone. */
export function lineUntil(gone: AbortSignal, exit: Exit | undefined): Line {
  const onLeft = (left: () => void): void => {
    if (gone.aborted) left()
    else gone.addEventListener('abort', left, { once: true })
  }
  return { onLeft, exit }
}
