// SPDX-License-Identifier: EUPL-1.2
// The sequencer by itself, without the threads before it: what it takes into one transaction, and whom it answers.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesForTests } from '../testing/places.ts'
import { Turn } from '../threads/turn.ts'
import { writeDraft } from '../threads/written.ts'
import { type OpenLog, openLog } from './open-log.ts'

const { newFolder } = placesForTests()
const projections = new URL('../testing/projection.ts', import.meta.url).href

async function open(folder = newFolder()): Promise<OpenLog> {
  const settings = { folder, origin: 'test.example/log', process: 'p', projections, turn: Turn.shared }
  return await openLog(settings, () => undefined)
}

const large = (n: number) => {
  const field = { name: 'text', value: 'x'.repeat(5 * 1024 * 1024), subject: 'run:1' }
  return writeDraft({ kind: 'note', data: { n }, private: [field] })
}

describe('one transaction of the sequencer', () => {
  it('takes as much as it has room for, and gives each draft that it took its own answer', async () => {
    const log = await open()
    const late = [large(6)]
    const { results } = await log.sequencer.append([0, 1, 2, 3, 4, 5].map(large), () => late.splice(0))
    assert.deepEqual(
      results.map((result) => (result instanceof Error ? result : result.index)),
      [0, 1, 2, 3],
    )
    await log.close()
  })
})
