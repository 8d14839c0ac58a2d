// SPDX-License-Identifier: EUPL-1.2
import type { Tool } from '../../organisation/index.ts'

const maxLength = 2000

/**
 * The entry under which an address may be read: the one that names it in full, or else the one with the longest
 * matching beginning. Undefined for an address that nobody named (P10), and for one that a server may read as another
 * address than it seems to be.
 */
export function resourceFor(uri: string, candidates: readonly Tool[]): Tool | undefined {
  const fitting = candidates.filter((tool) => covers(tool, uri))
  return fitting.sort((a, b) => beginningOf(b).length - beginningOf(a).length)[0]
}

export function covers({ kind, uri: entry = '' }: Tool, uri: string): boolean {
  if (kind !== 'resource' || !isPlain(uri)) return false
  return entry.endsWith('*') ? uri.startsWith(entry.slice(0, -1)) : uri === entry
}

/**
 * Whether every address of a template lies under the entry: the part before its first variable must. Agents are shown
 * the rest of the template too, and a server could write instructions for a model there.
 */
export function coversTemplate({ uri: entry = '' }: Tool, template: string): boolean {
  const [literal = ''] = template.split('{', 1)
  return entry.endsWith('*') && isPlain(template) && isPlain(literal) && literal.startsWith(entry.slice(0, -1))
}

/** The kind of a resource as it may be shown to agents: a media type (RFC 6838 §4.2) and no other words. */
export function mediaTypeIn(said = ''): string | undefined {
  return /^[a-z\d][\w!#$&^.+-]{0,63}\/[a-z\d][\w!#$&^.+-]{0,63}(?=\s*(;|$))/i.exec(said)?.[0].toLowerCase()
}

function beginningOf({ uri = '' }: Tool): string {
  return uri.endsWith('*') ? uri.slice(0, -1) : `${uri}\0`
}

/**
 * `docs://public/../secret` begins with `docs://public/`, and so does `%2e%2e` once a server has decoded it. Whatever
 * could be read as going up, or as two addresses, is no address.
 */
function isPlain(uri: string): boolean {
  if (uri.length > maxLength || !uri.isWellFormed() || /[\s\\\p{Cc}]/u.test(uri)) return false
  // Encoded dots, slashes, backslashes, percent signs and controls have no honest use here.
  if (/%(2[ef5]|5c|[01][\da-f]|7f)/i.test(uri)) return false
  return !/(^|[/:])\.{1,2}([/?#]|$)/.test(uri)
}
