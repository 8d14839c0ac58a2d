// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { processTerminal } from '../terminal.ts'
import { tellRecipients } from './subject.ts'

const made = { entry: 13, at: 0, handed: [{ entry: 8, fields: ['call'] }], calls: ['call-1'] }

describe('who was handed an exhibit', () => {
  it('is told in Dutch, and that for whom was erased, and how many more there are', () => {
    const exhibits = [{ ...made, for: 'de rechtbank', by: { name: 'Ruth' } }, made]
    const lines = tellRecipients({ exhibits, olderExhibits: 3 }, processTerminal(['--lang', 'nl']))
    assert.match(lines[2] ?? '', / {2}de rechtbank$/)
    assert.match(lines[6] ?? '', / {2}voor wie is gewist$/)
    assert.deepEqual(lines.slice(3, 6), [
      '    overhandigd door Ruth: vermelding 13',
      '    van call-1',
      '    vermeldingen 8 (call)',
    ])
    assert.deepEqual(lines.slice(-2), [
      'En nog 3 oudere of meer.',
      'Wat zij kregen, wist u hier niet: laat het hun weten als u wist (art. 19 AVG).',
    ])
  })

  it('is no word where nobody was', () => {
    assert.deepEqual(tellRecipients({ exhibits: [] }, processTerminal([])), [])
  })
})
