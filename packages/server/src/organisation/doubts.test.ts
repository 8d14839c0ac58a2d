// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { doubtsIn } from './doubts.ts'
import { loadOrganisation } from './load.ts'
import { tellProblem } from './problem.ts'

const example = join(import.meta.dirname, '../../../../examples/weekly-report')

/** What is said of the example's files after these were changed. */
function doubtsAfter(change: (file: (name: string, edit: (text: string) => string) => void, folder: string) => void) {
  const root = mkdtempSync(join(tmpdir(), 'sluis-doubts-'))
  try {
    cpSync(example, root, { recursive: true })
    const folder = join(root, 'organisation')
    change((name, edit) => writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8'))), folder)
    return doubtsIn(loadOrganisation(folder)).map((doubt) => tellProblem(doubt, 'en'))
  } finally {
    rmSync(root, { recursive: true })
  }
}

describe('what loads and has every call refused', () => {
  it('is not found in an organisation that is whole', () => {
    assert.deepEqual(
      doubtsAfter(() => {}),
      [],
    )
  })

  it('is a system without a section register, told at its file', () => {
    const [doubt = '', ...others] = doubtsAfter((file) =>
      file('systems/weekly-report.yaml', (text) => text.slice(0, text.indexOf('register:'))),
    )
    assert.match(doubt, /^systems\/weekly-report\.yaml:2:5: the system weekly-report has no section register/)
    assert.deepEqual(others, [])
  })

  it('is a model under a budget whose longest answer nobody wrote down', () => {
    const budget = (text: string) => `${text}\nlimits: { tokens: { perDay: 1000 } }\n`
    const [doubt = '', ...others] = doubtsAfter((file) => file('organisation.yaml', budget))
    assert.match(doubt, /^providers\.yaml:\d+:15: .* the model reporting has no maxOutputTokens; add it/)
    assert.deepEqual(others, [])
    const bounded = doubtsAfter((file) => {
      file('organisation.yaml', budget)
      file('providers.yaml', (text) => text.replace('id: reporting,', 'id: reporting, maxOutputTokens: 4000,'))
    })
    assert.deepEqual(bounded, [])
  })

  it('is no limit that counts calls alone', () => {
    const calls = doubtsAfter((file) =>
      file('organisation.yaml', (text) => `${text}\nlimits: { calls: { perMinute: 10 } }\n`),
    )
    assert.deepEqual(calls, [])
  })

  it('is an organisation without a rule', () => {
    const [doubt = ''] = doubtsAfter((_, folder) => rmSync(join(folder, 'policies'), { recursive: true }))
    assert.match(doubt, /^policies: there is no rule here/)
  })
})
