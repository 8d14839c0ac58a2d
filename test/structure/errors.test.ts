// SPDX-License-Identifier: EUPL-1.2
// Every code that a room can refuse with has its line in docs/reference/errors.md.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { nl } from '../../packages/desk/src/language/nl.ts'
import { statuses } from '../../packages/server/src/api/problem-code.ts'
import { type GateErrorCode, statusOf } from '../../packages/server/src/gate/error.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(join(root, 'docs/reference/errors.md'), 'utf8')

/** The members of every union type whose name ends in `Code` or `Refusal`. */
function codesIn(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  const unions = text.matchAll(/(?:^|\n)(?:export )?type \w*(?:Code|Refusal) =((?:\s*\|?\s*'[a-z-]+')+)/g)
  return [...unions].flatMap(([, members = '']) => [...members.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code))
}

const codes = [...globSync('packages/server/src/**/*.ts', { cwd: root }).flatMap(codesIn), ...Object.keys(statuses)]

/** Why the log refuses an entry, wherever code says so in a word. */
const reasons = globSync('packages/server/src/**/*.ts', { cwd: root })
  .filter((file) => !file.includes('.test.') && !file.includes('/testing/'))
  .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/new Conflict\(\s*'([a-z-]+)'/g)])
  .map(([, reason = '']) => reason)

/** The codes of one part of the page, with their status where it has one. */
function rowsUnder(heading: string): readonly (readonly [code: string, status: number])[] {
  const [, part = ''] = page.split(`\n## ${heading}\n`)
  const [rows = ''] = part.split('\n## ')
  return [...rows.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code = '', status]) => [code, Number(status)])
}

it('documents every error code', () => {
  assert.ok(codes.length > 110)
  assert.deepEqual(
    codes.filter((code) => !page.includes(`\`${code}\``)),
    [],
  )
})

it('documents every reason for which the log refuses an entry', () => {
  assert.ok(reasons.length > 30)
  assert.deepEqual(
    reasons.filter((reason) => !page.includes(`\`${reason}\``)),
    [],
  )
})

it('tells each HTTP status as the gate and the people’s port answer it', () => {
  const gate = rowsUnder('At the gate (agents)')
  // Every code of the union stands on the page, as the test above sees to.
  assert.deepEqual(
    gate,
    gate.map(([code]) => [code, statusOf(code as GateErrorCode)]),
  )
  const people = rowsUnder("On the people's port")
  const answered: Readonly<Record<string, number>> = statuses
  assert.deepEqual(
    people,
    people.map(([code]) => [code, answered[code]]),
  )
  assert.ok(gate.length > 25 && people.length > 40)
})

it('has a sentence on the Desk for each code with which a call of a run can be refused', () => {
  const told = new Set(Object.keys(nl.runs.reasons))
  // Before a call is numbered, after it was sent, or recorded by another word: `policy`, `unknown`.
  const otherwise = ['host-unknown', 'unauthenticated', 'too-large', 'not-found', 'denied', 'withheld', 'held']
  const later = ['log-unavailable', 'upstream-failed', 'upstream-refused', 'upstream-timeout', 'abandoned']
  const codes = rowsUnder('At the gate (agents)').map(([code]) => code)
  assert.deepEqual(codes.filter((code) => !told.has(code)).toSorted(), [...otherwise, ...later].toSorted())
})
