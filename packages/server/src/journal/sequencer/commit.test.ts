// SPDX-License-Identifier: EUPL-1.2
// A commit whose answer was lost, on an engine that loses it on purpose: what is said of it is what stands.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CommitUnknown } from '../engine/engine.ts'
import { placesForTests } from '../testing/places.ts'
import { Turn } from '../threads/turn.ts'
import { writeDraft } from '../threads/written.ts'
import { type OpenLog, openLog } from './open-log.ts'

const { newFolder } = placesForTests()
const projections = new URL('../testing/projection.ts', import.meta.url).href
/** One that the engine calls undone, so that the log goes on. */
const lost = Object.assign(new Error('the connection was lost'), { errcode: 13 })

async function open(): Promise<OpenLog> {
  const settings = { folder: newFolder(), origin: 'test.example/log', process: 'p', projections, turn: Turn.shared }
  return await openLog(settings, () => undefined)
}

const note = writeDraft({ kind: 'note', data: {} })
const append = async ({ sequencer }: OpenLog) => (await sequencer.append([note, note], () => [])).results
const both = (first: number) => [first, first + 1].map((index) => ({ index, number: undefined }))

/** Does this in the place of the next commit, of which nobody hears. */
function loseCommit({ engines: { log } }: OpenLog, instead: (commit: () => Promise<void>) => Promise<void>): void {
  const commit = log.commit.bind(log)
  log.commit = async () => {
    log.commit = commit
    await instead(commit)
    throw new CommitUnknown(lost)
  }
}

describe('a commit whose answer was lost (P1)', () => {
  it('is acknowledged when it stands', async () => {
    const log = await open()
    loseCommit(log, (commit) => commit())
    assert.deepEqual(await append(log), both(0))
    assert.deepEqual(await append(log), both(2))
    await log.close()
  })

  it('is refused when it does not, and its place goes to the next', async () => {
    const log = await open()
    loseCommit(log, () => log.engines.log.rollback())
    await assert.rejects(append(log), { code: 'unwritable' })
    assert.deepEqual(await append(log), both(0))
    await log.close()
  })

  it('is refused when what stands in its place is of another process', async () => {
    const log = await open()
    const { engines } = log
    loseCommit(log, async () => {
      await engines.log.rollback()
      await engines.log.run('INSERT INTO entries VALUES (0, $1, $1), (1, $1, $1)', Buffer.from('theirs'))
    })
    await assert.rejects(append(log), { code: 'unwritable' })
    await log.close()
  })

  it('is waited for as long as nobody can know, which is told meanwhile, and asked under the lock', async () => {
    const log = await open()
    const { engines } = log
    const doubts: unknown[] = []
    log.onDoubt((doubt) => doubts.push(doubt?.code))
    const begin = engines.log.begin.bind(engines.log)
    let away = 2
    loseCommit(log, async (commit) => {
      await commit()
      engines.log.begin = async () => {
        if (away-- > 0) throw lost
        await begin()
      }
    })
    assert.deepEqual(await append(log), both(0))
    assert.deepEqual(doubts, ['unwritable', 'unwritable', undefined])
    await log.close()
  })

  it('is refused, and not waited for, once whoever serves wants to close', async () => {
    const log = await open()
    const { engines } = log
    loseCommit(log, async (commit) => {
      await commit()
      engines.log.begin = async () => {
        throw lost
      }
    })
    log.end()
    await assert.rejects(append(log), { code: 'unwritable' })
    await log.close()
  })
})
