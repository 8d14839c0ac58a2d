// SPDX-License-Identifier: EUPL-1.2
import { GateError } from './error.ts'

/** Deeper nesting than any honest request has; walking it must not exhaust the stack. */
const maxDepth = 64

/** Reads a body once for every protocol, so that none is read more kindly than another. Throws `malformed`. */
export function readJson(bytes: Uint8Array): unknown {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new GateError('malformed', 'the body is no JSON in UTF-8', {}, { cause })
  }
  if (depthOf(json, 0) > maxDepth) throw new GateError('malformed', `the body is nested deeper than ${maxDepth}`)
  return json
}

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth
  let deepest = depth
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, depth + 1))
  return deepest
}
