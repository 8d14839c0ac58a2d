// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rulesOf } from '../../boundary/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import { kindsFoundIn, labelsOfFindings } from './found.ts'

/** As far as labels look at an organisation. */
const organisation = {
  detectors: [
    { name: 'dossier', find: [{ kind: 'words', words: ['Z-1'] }], labels: ['case-file'] },
    { name: 'client', find: [{ kind: 'words', words: ['Verhage'] }], labels: ['personal', 'client'] },
  ],
} as unknown as Organisation

describe('what is found in a text', () => {
  it('labels it: a secret as one, what the organisation looks for as it says, and all else as personal', () => {
    assert.deepEqual(labelsOfFindings(organisation, []), [])
    assert.deepEqual(labelsOfFindings(organisation, ['secret']), ['secret'])
    assert.deepEqual(labelsOfFindings(organisation, ['email', 'bsn']), ['personal'])
    assert.deepEqual(labelsOfFindings(organisation, ['own:dossier']), ['case-file'])
    assert.deepEqual(labelsOfFindings(organisation, ['own:client', 'own:dossier', 'secret']), [
      ...['case-file', 'client', 'personal', 'secret'],
    ])
  })

  it('labels it as personal where nobody says any more what it was looked for as (P10)', () => {
    assert.deepEqual(labelsOfFindings(organisation, ['own:gone']), ['personal'])
  })
})

describe('what can’t be looked through', () => {
  it('may hold anything, however much of it there is (P10)', async () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 5000; depth++) deep = [deep]
    const { kinds } = rulesOf([])
    assert.deepEqual(await kindsFoundIn({ detectors: [] }, deep), kinds)
    assert.deepEqual(await kindsFoundIn({ detectors: [] }, ['x'.repeat(2_000_000), deep]), kinds)
  })
})
