// SPDX-License-Identifier: EUPL-1.2
// One thing has one name in what people read. The log is Sluis' own record, whose entries others check; `logboek` is what
// the law asks a system of high risk to keep, and with `van het systeem` the journal of the machine.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'

const root = join(import.meta.dirname, '../..')

/** Where the law's own word is meant. */
const ofTheLaw = [
  'docs/guide/nl/ai-verordening.md: logboeken',
  'docs/guide/nl/ai-verordening.md: logboeken',
  'packages/server/src/register/exports/papers/controls.ts: Logboeken',
  'packages/server/src/register/exports/papers/instructions.ts: Logboeken',
  'docs/guide/nl/register.md: Logboeken',
  'docs/guide/nl/register.md: Logboeken',
]

const texts = [
  'packages/{desk,server,log}/{src,page}/**/*.{ts,tsx}',
  'examples/**/*.ts',
  'docs/guide/nl/*.md',
  'README.md',
]

function found(word: RegExp, where: readonly string[] = texts): readonly string[] {
  return where
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !file.includes('node_modules'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(word)].map(
        ([text]) => `${file.replaceAll('\\', '/')}: ${text}`,
      ),
    )
}

it('calls the log of Sluis “log” in Dutch, and keeps “logboek” for what the law asks to be kept', () => {
  assert.deepEqual(found(/logboek\p{L}*(?! van het systeem)/giu).toSorted(), ofTheLaw.toSorted())
})

it('calls an entry of the log “vermelding” in Dutch: “regel” is a rule', () => {
  assert.deepEqual(found(/\bregels? (?:\S+ )?(?:van|in|uit) (?:het|een|uw|dit) log\b/giu), [])
})

it('calls who uses a system “gebruiksverantwoordelijke” in Dutch, as the AI Act does', () => {
  const ofTheAct = ['packages/{ai-act,desk}/src/**/*.{ts,tsx}', 'packages/server/src/{register,incidents}/**/*.ts']
  assert.deepEqual(found(/\b(?:de|een) gebruiker\b/giu, ofTheAct), [])
})

it('holds no marks of a merge that nobody finished', () => {
  const everywhere = [
    '*.md',
    '{docs,examples,packages,policies,scripts,test}/**/*.{md,ts,tsx,yaml,json,cedar,html,css,go}',
  ]
  assert.deepEqual(found(/^(?:<{7} |={7}$|>{7} )/gm, everywhere), [])
})
