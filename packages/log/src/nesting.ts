// SPDX-License-Identifier: EUPL-1.2

/** How a text nests, seen without reading it: what is nested without end costs a parser all the memory there is. */
export function nestingOf(text: string): { readonly depth: number; readonly holders: number; readonly values: number } {
  let [open, depth, holders, commas] = [0, 0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') at = endOfString(text, at)
    else if (letter === ',') commas++
    else if (letter === '{' || letter === '[') {
      holders++
      depth = Math.max(depth, ++open)
    } else if (letter === '}' || letter === ']') open--
  }
  return { depth, holders, values: holders + commas }
}

/** Of its closing quote; of the text where it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}
