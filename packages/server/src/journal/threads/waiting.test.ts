// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDraft, type DraftColumns, noDrafts } from './draft-columns.ts'
import type { Question } from './protocol.ts'
import { Waiting } from './waiting.ts'

const nothing = noDrafts()
function drafts(...ids: number[]): DraftColumns {
  const columns = noDrafts()
  const draft = { kind: 'a', data: '{}', private: undefined, series: undefined, receipt: undefined }
  for (const id of ids) addDraft(columns, id, draft)
  return columns
}
const look = (id: number): Question => ({ id, op: 'brief', asked: [0, 'call'] })
const erase = (id: number): Question => ({ id, op: 'erase', asked: ['run:1', 'art. 17', {}] })

describe('what waits for the sequencer', () => {
  it('knows of appends behind the questions of whoever looks at much, and takes them first', () => {
    const waiting = new Waiting()
    waiting.take({ drafts: nothing, questions: [look(1), look(2), look(3)] })
    assert.equal(waiting.hasAppends, false)
    waiting.take({ drafts: drafts(4, 5), questions: [look(6)] })
    assert.equal(waiting.hasAppends, true)
    assert.deepEqual(
      waiting.takeAppends(10).map(({ id }) => id),
      [4, 5],
    )
    assert.deepEqual([waiting.hasAppends, waiting.first?.id], [false, 1])
  })

  it('lets nothing pass an erasure', () => {
    const waiting = new Waiting()
    waiting.take({ drafts: nothing, questions: [look(1), erase(2)] })
    waiting.take({ drafts: drafts(3), questions: [] })
    assert.equal(waiting.hasAppends, false)
    assert.deepEqual(waiting.takeAppends(10), [])
  })
})
