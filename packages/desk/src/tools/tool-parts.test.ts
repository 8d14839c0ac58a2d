// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changedParts, shownParts } from './tool-parts.ts'

const tool = { name: 'find', description: 'Finds things.', inputSchema: { type: 'object' } }

describe('what a server says of a tool', () => {
  it('is shown part by part, what a model reads first, and nothing is left out', () => {
    const parts = shownParts({ ...tool, later: 'something new' })
    assert.deepEqual(
      parts.map(({ name }) => name),
      ['description', 'inputSchema', 'name', 'later'],
    )
    assert.deepEqual(shownParts('no object'), [])
  })

  it('is compared part by part, with what would stay unseen', () => {
    assert.deepEqual(changedParts(tool, { ...tool }), [])
    const changed = changedParts(tool, {
      ...tool,
      description: 'Finds things.\u200b',
      annotations: { readOnlyHint: true },
    })
    assert.deepEqual(
      changed.map(({ name }) => name),
      ['description', 'annotations'],
    )
    assert.match(JSON.stringify(changed[0]?.pieces), /U\+200B/)
    assert.deepEqual(changedParts(tool, { name: 'find', description: 'Finds things.' })[0]?.pieces[0]?.kind, 'removed')
  })
})
