// SPDX-License-Identifier: EUPL-1.2
import { asJson, seen } from '../changes.ts'
import { difference, type Piece } from '../diff.ts'

const partsOf = (shown: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof shown === 'object' && shown !== null ? Object.entries(shown) : [])

const textOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : asJson(value)

/** The order in which people look; what a server adds comes after it. */
const first = ['description', 'title', 'inputSchema', 'arguments', 'outputSchema', 'annotations']

function namesIn(...all: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  const names = new Set(all.flatMap((parts) => [...parts.keys()]))
  return [...first.filter((name) => names.has(name)), ...[...names].filter((name) => !first.includes(name))]
}

/** What agents are shown of a tool, part by part, as text. */
export function shownParts(shown: unknown): readonly { readonly name: string; readonly text: string }[] {
  const parts = partsOf(shown)
  return namesIn(parts).map((name) => ({ name, text: textOf(parts.get(name)) }))
}

/** Where two descriptions differ; unseen characters are part of what is compared. */
export function changedParts(
  before: unknown,
  after: unknown,
): readonly { readonly name: string; readonly pieces: readonly Piece[] }[] {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  return namesIn(old, fresh).flatMap((name) => {
    const [from, to] = [textOf(old.get(name)), textOf(fresh.get(name))]
    return from === to ? [] : [{ name, pieces: difference(seen(from), seen(to)) }]
  })
}
