// SPDX-License-Identifier: EUPL-1.2
import { isDigit, isLetter, isWord } from '../text/characters.ts'
import { names, PLATE_WORDS } from './topics.ts'
import type { Candidate, Window } from './window.ts'

// The builds of Dutch plates (RDW sidecodes 1 to 14), as letters and digits between hyphens.
const OLD = ['LL-DD-DD', 'DD-DD-LL', 'DD-LL-DD']
const CURRENT = [
  'LL-DD-LL',
  'LL-LL-DD',
  'DD-LL-LL',
  'DD-LLL-D',
  'D-LLL-DD',
  'LL-DDD-L',
  'L-DDD-LL',
  'LLL-DD-L',
  'L-DD-LLL',
  'D-LL-DDD',
  'DDD-LL-D',
]
const CURRENT_BUILDS = new Set(CURRENT)
const BUILDS = new Set([...OLD, ...CURRENT])
const BUILDS_WITHOUT_HYPHENS = new Set([...BUILDS].map((build) => build.replaceAll('-', '')))

/** The build of a plate: at most eight letters and digits with hyphens or single spaces; empty for anything else. */
function buildOf(text: string): string {
  if (text.length > 8) return ''
  let build = ''
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isDigit(code)) build += 'D'
    else if (isLetter(code)) build += 'L'
    else if (code === 45 || code === 32) build += '-'
    else return ''
  }
  return build
}

/**
 * A Dutch licence plate that is the whole run from `start` to `end`. Capitals with hyphens in a build of today stand by
 * themselves; small letters, spaces, no hyphens, or a build from before 1991 need a word that names them.
 */
export function licencePlateAt(window: Window, start: number, end: number): Candidate | undefined {
  const text = window.text.slice(start, end)
  const build = buildOf(text)
  if (CURRENT_BUILDS.has(build) && hasPlateLetters(text)) return { kind: 'licence-plate', start, end, confidence: 0.8 }
  if (!BUILDS.has(build) && !BUILDS_WITHOUT_HYPHENS.has(build)) return undefined
  return isNamed(window, start) ? { kind: 'licence-plate', start, end, confidence: 0.9 } : undefined
}

/** A plate whose three groups are written with spaces, `12 ABC 3`, where a word names it. */
export function spacedLicencePlateAt(window: Window, start: number): Candidate | undefined {
  let spaces = 0
  let letters = 0
  for (let at = start; at < start + 8; at++) {
    const code = window.at(at)
    if (code === 32) spaces++
    else if (isLetter(code)) letters++
    else if (!isDigit(code)) return undefined
  }
  if (spaces !== 2 || letters === 0 || isWord(window.at(start + 8))) return undefined
  const text = window.ahead(start, 8)
  if (!BUILDS.has(buildOf(text)) || text.includes('-') || !isNamed(window, start)) return undefined
  return { kind: 'licence-plate', start, end: start + 8, confidence: 0.9 }
}

function isNamed(window: Window, start: number): boolean {
  return names(PLATE_WORDS, window.before(start, 32))
}

/** Capitals, and only those that plates of today have: no vowels, no C, Q or Y (RDW). */
function hasPlateLetters(text: string): boolean {
  return !/[^0-9BDFGHJKLMNPRSTVWXZ-]/.test(text)
}
