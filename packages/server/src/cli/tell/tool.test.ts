// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ToolReview } from '../../api/index.ts'
import { sayIn } from '../language.ts'
import type { Terminal } from '../terminal.ts'
import { tellTool } from './tool.ts'

const nothing = (): void => undefined
const terminal: Terminal = {
  ...{ language: 'en', say: sayIn('en'), command: 'sluis', environment: {}, isAttended: false },
  ...{ out: nothing, warn: nothing, json: nothing, exitWith: nothing },
}

/** The lines of the description, with what marks each. */
function shown(before: string, now: string): readonly string[] {
  const described = (description: string) => ({ at: 0, pin: 'p'.repeat(64), shown: { description } })
  const tool: ToolReview = {
    ...{ name: 'far_find', kind: 'tool', server: 'far', standing: 'waiting', digest: 'd' },
    ...{ seen: described(now), admitted: described(before) },
  }
  const lines = tellTool(tool, terminal)
  return lines.slice(lines.indexOf('    description:') + 1, lines.lastIndexOf(''))
}

describe('a changed description', () => {
  it('shows what is new and what went, between what stayed', () => {
    assert.deepEqual(shown('Finds.\nAsk first.\nEnd.', 'Finds.\nNever ask.\nEnd.'), [
      '      Finds.',
      '  -   Ask first.',
      '  +   Never ask.',
      '      End.',
    ])
  })

  it('shows as changed what only moved, or came once more: the same lines in another order say something else', () => {
    assert.deepEqual(
      shown('Never:\nsend\nAlways:\nask', 'Always:\nsend\nNever:\nask').map((line) => line[2]),
      [...['-', '-', '-', '+', '+', '+', ' ']],
    )
    assert.deepEqual(
      shown('Ask.', 'Ask.\nAsk.').map((line) => line[2]),
      [' ', '+'],
    )
  })
})
