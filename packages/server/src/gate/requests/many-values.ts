// SPDX-License-Identifier: EUPL-1.2

const [quote, backslash, comma, colon, list, members] = [...'"\\,:[{'].map((sign) => sign.charCodeAt(0))

/**
 * For all JSON: a list or an object takes five times as long to parse as a number, a member with a name of its own
 * twenty times.
 */
export const maxHolders = 250_000
export const maxMembers = 100_000

/**
 * Whether this JSON may hold more values than `mostValues`, or more lists, objects and members than any may, judged by
 * the signs that separate them. It is asked before anything is parsed. A million empty objects take fifty times as long
 * to parse as a text of the same length; a million members take ten times as long as those, and so does what comes
 * after.
 */
export function mayHoldTooMuch(json: string, mostValues: number): boolean {
  if (json.length <= Math.min(mostValues, maxMembers)) return false
  let [values, holders, named] = [0, 0, 0]
  let isText = false
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at)
    if (sign === quote) isText = !isText
    else if (isText) at += sign === backslash ? 1 : 0
    else if (sign === comma) values++
    else if (sign === colon) named++
    else if (sign === list || sign === members) {
      values++
      holders++
    }
    if (values > mostValues || holders > maxHolders || named > maxMembers) return true
  }
  return false
}
