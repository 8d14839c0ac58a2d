// SPDX-License-Identifier: EUPL-1.2

const [quote, backslash, comma, list, members] = [...'"\\,[{'].map((sign) => sign.charCodeAt(0))

/**
 * Whether this JSON may hold more values than that, by the signs that part them: it is asked before anything is parsed. A
 * million empty objects take fifty times as long to parse as a text of the same length, and what comes after that too.
 */
export function mayHoldMoreValues(json: string, most: number): boolean {
  if (json.length <= most) return false
  let values = 0
  let isText = false
  for (let at = 0; at < json.length && values <= most; at++) {
    const sign = json.charCodeAt(at)
    if (sign === quote) isText = !isText
    else if (isText) at += sign === backslash ? 1 : 0
    else if (sign === comma || sign === list || sign === members) values++
  }
  return values > most
}
