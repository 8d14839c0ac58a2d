// SPDX-License-Identifier: EUPL-1.2

/** A text against the one it was made of: its own pieces, and `[from, count]` where it repeats that one. */
type OwnWords = readonly (string | readonly [from: number, count: number])[]

/** Further places of the same word are not looked at: a text of one word repeated must not take a minute. */
const mostPlaces = 32

/**
 * What of `after` is not taken from `before`. No word of `before` stands in it: an agent's text may be sealed and erased,
 * and must not live on beside that.
 */
export function ownWords(before: string, after: string): OwnWords {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const places = new Map<string, number[]>()
  for (const [at, word] of old.entries()) {
    const known = places.get(word)
    if (known === undefined) places.set(word, [at])
    else if (known.length < mostPlaces) known.push(at)
  }
  const parts: (string | readonly [number, number])[] = []
  for (let at = 0; at < fresh.length; ) {
    const [from, count] = longestRun(old, fresh, at, places.get(fresh[at] ?? '') ?? [])
    if (count > 0) parts.push([from, count])
    else {
      const last = parts.at(-1)
      if (typeof last === 'string') parts[parts.length - 1] = last + fresh[at]
      else parts.push(fresh[at] ?? '')
    }
    at += Math.max(1, count)
  }
  return parts
}

/** Undefined for what `ownWords` never gives for this `before`. */
export function withOwnWords(before: string, parts: unknown): string | undefined {
  if (!Array.isArray(parts)) return undefined
  const old = wordsOf(before)
  let after = ''
  for (const part of parts) {
    if (typeof part === 'string') after += part
    else {
      if (!Array.isArray(part)) return undefined
      const [from, count] = part
      if (!Number.isInteger(from) || !Number.isInteger(count) || from < 0 || from + count > old.length) return undefined
      after += old.slice(from, from + count).join('')
    }
  }
  return after
}

function longestRun(
  old: readonly string[],
  fresh: readonly string[],
  at: number,
  places: readonly number[],
): readonly [from: number, count: number] {
  let [best, most] = [0, 0]
  for (const from of places) {
    let count = 0
    while (at + count < fresh.length && from + count < old.length && old[from + count] === fresh[at + count]) count++
    if (count > most) [best, most] = [from, count]
  }
  return [best, most]
}

/** Words, and each other character by itself: a word typed into an address takes nothing of that address along. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+|[\s\S]/gu) ?? []
