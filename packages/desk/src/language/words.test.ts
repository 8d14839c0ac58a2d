// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { nl } from './nl.ts'
import { filesNl } from './nl-files.ts'
import { heldNl } from './nl-held.ts'
import { keysNl } from './nl-keys.ts'
import { registerNl } from './nl-register.ts'
import { supplyNl } from './nl-supply.ts'
import { systemNl } from './nl-system.ts'

const root = join(import.meta.dirname, '..')
const pages = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.startsWith('language/') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** Each word by its place: `card.verdict.veto`. */
const placesIn = (words: object, before: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(words).flatMap(([name, value]) => {
    const place = [...before, name]
    return typeof value === 'object' ? placesIn(value, place) : [place]
  })

/** By its own name, taken out by it, or as one of a section that is asked by a name that is computed. */
function isRead(place: readonly string[]): boolean {
  const [section = '', name = ''] = place.slice(-2)
  const byName = new RegExp(`\\.${name}\\b|[{,]\\s*${name}\\s*[,}]`)
  const asOneOf = new RegExp(`\\b${section}(\\[|\\b(?!\\.))`)
  return byName.test(pages) || (place.length > 2 && asOneOf.test(pages)) || new RegExp(`\\b${section}\\[`).test(pages)
}

describe('the words of the Desk', () => {
  it('are each read by some page', () => {
    const all = placesIn({ ...nl, ...registerNl, ...supplyNl, ...filesNl, ...heldNl, ...systemNl, ...keysNl })
    assert.ok(all.length > 700, `${all.length}`)
    const unread = all.filter((place) => !isRead(place)).map((place) => place.join('.'))
    assert.deepEqual(unread, [])
  })
})
